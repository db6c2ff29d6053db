import { jest } from '@jest/globals';
import type { EnrolmentView } from '#api-client';
import { ApiProblem } from '#kernel/web';
import { showSheet } from './form-sheet.testing.js';
import { enrolmentView, formView, protocol } from './small-form.testing.js';

const NUMBERED: Partial<EnrolmentView> = { state: 'granted', registrationNumber: 'TEC-482137' };

describe('charter C7.1: an open form follows its world, without a reload', () => {
  it('the holder’s opinion gives the number and shuts the form', async () => {
    const page = await showSheet(formView({ weight: '70' }));
    page.wire.enrolment = jest.fn(async () => enrolmentView(NUMBERED));
    page.becomes(formView({ weight: '70' }, { abilities: ['print'] }));
    await page.hears('request.granted');
    expect(page.text()).toContain('TEC-482137');
    expect((page.host.querySelector('app-item-field[data-key=weight] input') as HTMLInputElement | null) === null).toBe(true);
  });

  it('says what a signature leads to only until the holder has said something', async () => {
    const signatures = (['prescriber', 'pharmacist'] as const).map((role) => ({
      id: role,
      role,
      person: { id: 'ines', name: 'Inès Marchand' },
      centreName: 'CHRU de Nancy',
      meaning: '',
      contentHash: '',
      signedAt: '2026-11-22T10:00:00Z',
    }));
    const signed = formView({ weight: '70' }, { abilities: ['print'], state: 'complete', signatures });
    const page = await showSheet(signed, enrolmentView({ state: 'sent' }));
    page.fixture.componentRef.setInput('signature', 'faite');
    await page.fixture.whenStable();
    expect(page.text()).toContain('Vous serez prévenu par e-mail de son avis');
    page.wire.enrolment = jest.fn(async () => enrolmentView(NUMBERED));
    await page.hears('request.granted');
    expect(page.text()).not.toContain('Vous serez prévenu');
    expect(page.text()).toContain('l’accès est accordé');
  });

  it('a lock, and its end, are shown to anyone who types; what waited goes then', async () => {
    jest.useFakeTimers({ doNotFake: ['requestAnimationFrame', 'queueMicrotask'] });
    try {
      const page = await showSheet(formView({ weight: '70' }));
      page.answersNext({ outcome: 'forbidden', message: 'Cette fiche est verrouillée.' });
      await (await page.field('weight')).write('71');
      await page.pass(500);
      const lock = { at: '2026-11-21T10:00:00Z', byName: 'Inès Marchand', reason: 'Contrôle en cours' };
      page.becomes(formView({ weight: '70' }, { abilities: ['print'], lock }));
      await page.hears('form.locked', page.fixture.componentInstance.form().id);
      expect(page.text()).toContain('Contrôle en cours');
      page.becomes(formView({ weight: '70' }));
      await page.hears('form.unlocked', page.fixture.componentInstance.form().id);
      expect(page.text()).not.toContain('Contrôle en cours');
      await page.pass(2000);
      expect(page.received.flat().map(({ value }) => value)).toEqual(['71', '71']);
      expect(page.bar()).toContain('Enregistré');
    } finally {
      jest.useRealTimers();
    }
  });

  it('a form that a manager moved to another version is drawn by that version’s rules', async () => {
    const page = await showSheet(formView({ weight: '70' }));
    const [fat] = protocol.forms;
    const renamed = fat && { ...fat, sections: fat.sections.map((each) => ({ ...each, title: `${each.title} (version 2)` })) };
    page.wire.protocol = jest.fn(async () => ({ ...protocol, forms: renamed ? [renamed] : [] }));
    page.becomes(formView({ weight: '70' }, { protocolVersionId: 'v2', stateVersion: 2 }));
    await page.hears('form.migrated', page.fixture.componentInstance.form().id);
    expect(page.text()).toContain('(version 2)');
  });

  it('gives way when it may no longer be seen, or was taken back; a network that fails changes nothing', async () => {
    const page = await showSheet(formView({ weight: '70' }));
    const lost = jest.fn();
    page.fixture.componentInstance.lost.subscribe(lost);
    page.wire.form = jest.fn(async () => Promise.reject(new ApiProblem('offline', 'Le serveur ne répond pas.', 0)));
    await page.hears('access.withdrawn');
    expect(lost).not.toHaveBeenCalled();
    page.wire.form = jest.fn(async () => Promise.reject(new ApiProblem('not-found', 'Introuvable', 404)));
    await page.hears('access.withdrawn');
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it('asks nothing of a form that was taken back, and gives way', async () => {
    const page = await showSheet(formView());
    const lost = jest.fn();
    page.fixture.componentInstance.lost.subscribe(lost);
    await page.hears('form.withdrawn', page.fixture.componentInstance.form().id);
    expect(lost).toHaveBeenCalledTimes(1);
    expect(page.wire.form).not.toHaveBeenCalled();
  });

  it('is read again when another form of the patient changes: its conditions may stand on it', async () => {
    const page = await showSheet(formView());
    await page.hears('form.values-changed', 'other');
    const { calls } = (page.wire.form as jest.Mock).mock;
    expect(calls).toHaveLength(1);
  });
});
