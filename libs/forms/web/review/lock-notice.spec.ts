import { TestBed } from '@angular/core/testing';
import type { FormView } from '#api-client';
import { LockNotice } from './lock-notice.js';
import { Review } from './review.js';
import { ReviewPanel } from './review-panel.js';
import { enrolmentView, formView } from '../sheet/small-form.testing.js';
import { readOnlyInWords } from '../words.js';

const lock = { at: '2026-11-20T10:00:00Z', byName: 'Aurélie Nguyen', reason: 'Relecture de novembre' };

function show(component: typeof LockNotice | typeof ReviewPanel, form: FormView) {
  const done: string[] = [];
  const act = (name: string) => async (id: unknown) => (done.push(`${name} ${typeof id === 'string' ? id : ''}`.trim()), form);
  const review = {
    askUnlock: act('askUnlock'),
    unlock: act('unlock'),
    refuseUnlock: act('refuseUnlock'),
    lock: act('lock'),
    mark: act('mark'),
  };
  TestBed.configureTestingModule({ providers: [{ provide: Review, useValue: review }] });
  const fixture = TestBed.createComponent<LockNotice | ReviewPanel>(component);
  fixture.componentRef.setInput('form', form);
  let changed = 0;
  fixture.componentInstance.changed.subscribe(() => changed++);
  fixture.detectChanges();
  const host = fixture.nativeElement as HTMLElement;
  return {
    done,
    changes: () => changed,
    text: () => host.textContent?.replace(/\s+/g, ' ').trim() ?? '',
    buttons: () => [...host.querySelectorAll('button')].map((each) => each.textContent?.replace(/\s+/g, ' ').trim()),
    press: async (name: string) => {
      [...host.querySelectorAll('button')].find((each) => each.textContent?.trim().startsWith(name))?.click();
      await fixture.whenStable();
    },
  };
}

describe('charter C12.5: a locked form', () => {
  it('says who locked it, when and why, and lets the centre ask for it to be lifted', async () => {
    const form = formView({}, { abilities: ['ask-unlock'], lock });
    const { text, press, done, changes } = show(LockNotice, form);
    for (const words of ['Fiche verrouillée', '20 novembre 2026', 'Aurélie Nguyen', 'Relecture de novembre'])
      expect(text()).toContain(words);
    await press('Demander le déverrouillage');
    expect([done, changes()]).toEqual([['askUnlock f'], 1]);
  });

  it('lets the data manager lift it or say no to who asks, and shows the centre who refused, when and why', async () => {
    const unlockAsked = { at: '2026-11-21T10:00:00Z', byName: 'Hélène Marchetti', reason: 'Une date est fausse' };
    const asked = formView({}, { abilities: ['unlock', 'refuse-unlock'], lock: { ...lock, unlockAsked }, stateVersion: 7 });
    const { buttons, press, done, changes } = show(LockNotice, asked);
    expect(buttons()).toEqual(['Déverrouiller', 'Refuser de déverrouiller…']);
    await press('Refuser');
    expect([done, changes()]).toEqual([['refuseUnlock'], 1]);
    TestBed.resetTestingModule();
    const unlockRefused = { at: '2026-11-22T10:00:00Z', byName: 'Aurélie Nguyen', reason: 'La date est celle du dossier' };
    const refused = show(LockNotice, formView({}, { abilities: ['ask-unlock'], lock: { ...lock, unlockRefused } }));
    expect(refused.text()).toMatch(/Déverrouillage refusé le 22 novembre 2026.* par Aurélie Nguyen : La date est celle du dossier/);
    expect(refused.buttons()).toEqual(['Demander le déverrouillage']);
  });

  it('of a request that is decided, says that its answers would not change without the lock either', () => {
    const locked = formView({}, { abilities: [], lock });
    expect(readOnlyInWords(locked, enrolmentView({ state: 'granted' }))).toContain('la demande ne change plus');
    expect(readOnlyInWords({ ...locked, kind: 'FS' }, enrolmentView({ state: 'granted' }))).toBeUndefined();
  });

  it('says that it was asked, and is not asked for twice', () => {
    const unlockAsked = { at: '2026-11-21T10:00:00Z', byName: 'Hélène Marchetti', reason: 'Une date est fausse' };
    const { text, buttons } = show(LockNotice, formView({}, { abilities: [], lock: { ...lock, unlockAsked } }));
    expect(text()).toContain('Une date est fausse');
    expect(buttons()).toEqual([]);
  });

  it('says nothing more of why it is only read', () => {
    expect(readOnlyInWords(formView({}, { abilities: [], lock }), enrolmentView())).toBeUndefined();
  });

  it('shows nothing where there is no lock', () => {
    expect(show(LockNotice, formView()).text()).toBe('');
  });
});

describe('the review of a form', () => {
  const read = { mark: 'read', at: '2026-11-20T10:00:00Z', byName: 'Aurélie Nguyen', stale: false } as const;

  it('tells who read it and when, and that a change asks for it again', () => {
    expect(show(ReviewPanel, formView({}, { review: [read] })).text()).toMatch(/Relue\s*Aurélie Nguyen, 20 novembre 2026/);
    TestBed.resetTestingModule();
    expect(show(ReviewPanel, formView({}, { review: [{ ...read, stale: true }] })).text()).toContain('À relire');
  });

  it('offers its acts to anyone who may', async () => {
    const { buttons, press, done } = show(ReviewPanel, formView({}, { review: [read], abilities: ['review', 'lock'] }));
    expect(buttons()).toEqual(['Retirer : Relue', 'Marquer vérifiée', 'Verrouiller la fiche…']);
    await press('Marquer vérifiée');
    await press('Verrouiller');
    expect(done[1]).toMatch(/^lock/);
  });
});
