import { jest } from '@jest/globals';
import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { EnrolmentView, FormView } from '#api-client';
import type { Form, Protocol } from '#protocols/domain';
import { FormSheet } from './form-sheet.js';
import { enrolmentView, FAT, formView, protocol } from './small-form.testing.js';
import { FormsWire } from '../wire.js';

const base = (code: string, label = code) => ({ code, label, place: 'Annexe 1', reliability: 'G' });

const EI: Form = { ...FAT, code: 'EI', kind: 'EI', title: 'Effet indésirable', occurs: 'on-event', signatures: [] };
const ARRET: Form = { ...EI, code: 'ARRET', kind: 'ARRET', title: 'Arrêt définitif', occurs: 'once' };
const SUIVI: Form = {
  code: 'SUIVI',
  kind: 'SUIVI',
  title: 'Fiche de suivi',
  place: 'Annexe 1',
  occurs: 'per-visit',
  sections: [
    {
      code: 'visit',
      title: 'Visite',
      enteredBy: 'centre',
      content: [
        { ...base('effect', 'Effet indésirable ?'), type: 'on' },
        { ...base('stopped', 'Arrêt ?'), type: 'on' },
        { ...base('weight', 'Poids'), type: 'dec', requiredWhen: { is: ['effect', 'O'] } },
        { ...base('decision', 'Décision'), type: 'on', when: { atVisit: ['M3'] } },
        {
          ...base('change', 'Écart de poids'),
          type: 'calc',
          result: 'dec',
          formula: { difference: [{ item: 'weight' }, { previousVisit: 'weight' }] },
        },
        {
          ...base('drugs', 'Traitements suivants'),
          type: 'group',
          rowLabel: 'traitement',
          min: 1,
          when: { is: ['stopped', 'O'] },
          items: [{ ...base('drugs.name', 'DCI'), type: 'text', maxLength: 100 }],
        },
      ],
    },
  ],
  proposes: [
    { form: 'EI', when: { is: ['effect', 'O'] } },
    { form: 'ARRET', when: { is: ['stopped', 'O'] } },
  ],
};
const rules: Protocol = { ...protocol, forms: [FAT, SUIVI, EI, ARRET] };

const followUp = (values: FormView['values'] = {}, more: Partial<FormView> = {}) =>
  formView(values, {
    code: 'SUIVI',
    kind: 'SUIVI',
    title: 'Fiche de suivi',
    visit: 'M3',
    place: 'M3',
    target: '2026-11-20',
    from: '2026-11-06',
    until: '2026-12-04',
    env: { today: '2026-11-22', visit: 'M3', previousVisit: { weight: '70' } },
    ...more,
  });

async function show(form: FormView, enrolment: EnrolmentView = enrolmentView({ state: 'granted', abilities: [] })) {
  const opened: unknown[][] = [];
  const wire = {
    save: async () => ({
      outcome: 'saved',
      receipt: { marks: {}, calculated: {}, contentVersion: 2, stateVersion: 1, savedAt: '2026-11-22T13:03:00Z' },
    }),
    present: async () => ({ others: [], contentVersion: 1, stateVersion: 1 }),
    form: async () => form,
    enrolment: async () => enrolment,
    open: async (...asked: unknown[]) => (opened.push(asked), { id: 'f9' }),
    pdf: () => '/pdf',
  };
  TestBed.configureTestingModule({
    providers: [provideRouter([{ path: '**', children: [] }]), provideHttpClient(), { provide: FormsWire, useValue: wire }],
  });
  const fixture = TestBed.createComponent(FormSheet);
  for (const [name, value] of Object.entries({ form, protocol: rules, enrolment })) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return {
    host,
    opened,
    text: () => host.textContent?.replace(/\s+/g, ' ') ?? '',
    field: (key: string) => host.querySelector(`app-item-field[data-key="${key}"]`)?.textContent?.replace(/\s+/g, ' ') ?? '',
    press: async (name: RegExp) => {
      const button = [...host.querySelectorAll('button')].find((each) => each.textContent?.trim().match(name));
      button?.click();
      await fixture.whenStable();
    },
  };
}

describe('the page of a follow-up form', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('charter P2: says which visit it is, and when it was foreseen', async () => {
    const { host, text } = await show(followUp());
    expect(host.querySelector('h1')?.textContent).toBe('Fiche de suivi – M3');
    expect(text()).toContain('Visite prévue le 20 novembre 2026, entre le 6 novembre 2026 et le 4 décembre 2026.');
  });

  it('charter P2: asks what the visit asks, and calculates with the visit before', async () => {
    const at = await show(followUp({ weight: '72' }));
    expect(at.field('decision')).toContain('Décision');
    expect(at.field('change')).toContain('2');
    TestBed.resetTestingModule();
    const elsewhere = await show(followUp({ weight: '72' }, { env: { today: '2026-11-22', visit: 'M6' } }));
    expect([elsewhere.field('decision'), elsewhere.field('change')]).toEqual(['', expect.not.stringContaining('2')]);
  });

  it('charter C5.6: as long as one types, nothing of it speaks of a signature', async () => {
    const { text, host } = await show(followUp());
    expect(text()).toContain('Terminer la saisie');
    expect(text()).not.toMatch(/[Ss]ign/);
    expect(host.querySelector('app-signature-list')).toBeNull();
  });

  it('an answer that is required on a condition says so once the condition holds', async () => {
    expect((await show(followUp({ effect: 'N' }))).field('weight')).not.toContain('Nécessaire');
    TestBed.resetTestingModule();
    expect((await show(followUp({ effect: 'O' }))).field('weight')).toContain('Nécessaire');
  });

  it('what is left to fill counts a group that lacks a row, as the list of what is missing does', async () => {
    const answered = { effect: 'N', weight: '70', decision: 'O' };
    const left = ({ host }: { host: HTMLElement }) => host.querySelector('app-save-bar .counts')?.textContent?.trim();
    expect(left(await show(followUp({ ...answered, stopped: 'N' })))).toBe('Rien ne manque');
    TestBed.resetTestingModule();
    expect(left(await show(followUp({ ...answered, stopped: 'O' })))).toBe('1 manquant');
  });

  it('charter P3: an answer that calls for a form proposes it, and one click opens it', async () => {
    const { text, press, opened } = await show(followUp({ effect: 'O' }));
    expect(text()).toContain('Cette réponse appelle une fiche « Effet indésirable ».');
    expect(opened).toEqual([]);
    await press(/^Ouvrir la fiche/);
    expect(opened).toEqual([['e', 'EI', expect.any(String)]]);
    expect(TestBed.inject(Router).url).toBe('/dossiers/e/fiches/f9');
  });

  it('a form that is filled once and is there already is continued, not opened twice', async () => {
    const standing = {
      id: 'f3',
      code: 'ARRET',
      kind: 'ARRET',
      title: 'Arrêt',
      state: 'in-progress',
      applicable: 0,
      filled: 0,
      missing: 0,
      allPut: 0,
      changedAt: '',
    } as const;
    const { host } = await show(followUp({ stopped: 'O' }), enrolmentView({ state: 'granted', forms: [standing], abilities: [] }));
    expect(host.querySelector('app-proposal-list a')?.getAttribute('href')).toBe('/dossiers/e/fiches/f3');
  });

  it('proposes nothing to those who may not write, and says why nothing can be typed', async () => {
    const { text } = await show(followUp({ effect: 'O' }, { abilities: ['print'] }));
    expect(text()).not.toContain('appelle une fiche');
    expect(text()).toContain('votre rôle permet de lire cette fiche');
  });
});
