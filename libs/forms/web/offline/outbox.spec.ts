import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { FormView } from '#api-client';
import { Announcer, ApiProblem, Device } from '#kernel/web';
import type { Change } from '../saving/ledger.js';
import type { Sent } from '../saving/saving.js';
import { theirs, unreachable } from '../saving/saving.testing.js';
import { formView } from '../sheet/small-form.testing.js';
import { FormsWire } from '../wire.js';
import type { KeptForm } from './kept.js';
import { Outbox } from './outbox.js';

const kept: KeptForm = {
  formId: 'f',
  enrolmentId: 'e',
  title: 'Fiche de suivi – M3',
  pending: [
    ['weight', { value: '70', base: 0 }],
    ['height', { value: 171, base: 0 }],
  ],
  drafts: [],
  words: [
    { key: 'weight', label: 'Poids', text: '70 kg' },
    { key: 'height', label: 'Taille', text: '171 cm' },
  ],
  aside: [],
};

/** A device on which a page that is closed left that, and a server that answers as it is told. */
function outbox(
  answers: Sent[] = [],
  {
    form = formView(),
    taken = false,
    expired = 0,
    left = kept,
  }: Partial<{ form: FormView | Error; taken: boolean; expired: number; left: KeptForm }> = {},
) {
  const records = new Map([['page', { id: 'page', keptAt: 1, content: left as unknown }]]);
  const received: (readonly Change[])[] = [];
  const device = {
    look: async () => ({ kept: [...records.values()], expired }),
    forget: async (ids: string[]) => ids.forEach((id) => records.delete(id)),
    prepare: async () => undefined,
    claim: jest.fn(async () => !taken),
    release: jest.fn(),
  };
  const wire = {
    form: async () => (form instanceof Error ? Promise.reject(form) : form),
    save: async (_: string, changes: readonly Change[]): Promise<Sent> => {
      received.push(changes);
      const marks = Object.fromEntries(changes.map(({ item }) => [item, { seq: 9, centreId: 'a' }]));
      const saved = { marks, calculated: {}, contentVersion: 2, stateVersion: 1, savedAt: '2026-11-22T13:03:00Z' };
      return answers.shift() ?? { outcome: 'saved', receipt: saved };
    },
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: Device, useValue: device },
      { provide: FormsWire, useValue: wire },
    ],
  });
  const said = () =>
    TestBed.inject(Announcer)
      .shown()
      .map(({ text }) => text);
  return { outbox: TestBed.inject(Outbox), records, received, device, said };
}

describe('what a closed page left behind', () => {
  it('is sent by itself, leaves the device, and is told', async () => {
    const at = outbox();
    await at.outbox.look();
    expect(at.received.flat().map(({ item, value }) => [item, value])).toEqual([
      ['weight', '70'],
      ['height', 171],
    ]);
    expect([at.records.size, at.outbox.count()]).toEqual([0, 0]);
    expect(at.said()).toEqual(['2 réponses gardées sur ce poste ont été enregistrées.']);
  });

  it('two devices: of what someone else answered meanwhile nothing is lost, the rest is saved, and the person decides', async () => {
    const at = outbox([theirs('weight', '80')]);
    await at.outbox.look();
    expect(at.outbox.left()).toMatchObject([{ waits: 'decision', pending: [['weight', { value: '70', base: 0 }]] }]);
    expect(at.outbox.left()[0]?.words.map(({ key }) => key)).toEqual(['weight']);
    expect(at.records.size).toBe(1);
    // It waits for the person, not for the next look.
    const before = at.received.length;
    await at.outbox.look();
    expect(at.received).toHaveLength(before);
  });

  it('charter C5.9: of a patient is sent by who handed the device over, and says where it comes from', async () => {
    const at = outbox([], { left: { ...kept, byPatient: true } });
    await at.outbox.look();
    const reason = 'Réponse du patient, gardée sans réseau sur l’appareil qui lui était confié.';
    expect(at.received.flat().map((change) => change.reason)).toEqual([reason, reason]);
    expect(at.records.size).toBe(0);
  });

  it('waits for the network, and goes at the next look', async () => {
    const at = outbox([unreachable]);
    await at.outbox.look();
    expect(at.outbox.left()).toMatchObject([{ waits: 'network' }]);
    await at.outbox.look();
    expect([at.records.size, at.outbox.count()]).toEqual([0, 0]);
  });

  it.each<[string, FormView | Error]>([
    ['locked or ended', formView({}, { abilities: ['print'] })],
    ['no longer theirs to see', new ApiProblem('not-found', 'Introuvable', 404)],
  ])('is shown where the form is %s: nothing is sent, nothing is thrown away', async (_, form) => {
    const at = outbox([], { form });
    await at.outbox.look();
    expect(at.received).toEqual([]);
    expect(at.outbox.left()).toMatchObject([{ waits: 'shut', words: kept.words }]);
    await at.outbox.drop('page');
    expect([at.records.size, at.outbox.left().length]).toEqual([0, 0]);
  });

  it('is left to the page that has it in hand', async () => {
    const at = outbox([], { taken: true });
    await at.outbox.look();
    expect([at.received.length, at.outbox.count(), at.records.size]).toEqual([0, 0, 1]);
    expect(await at.outbox.adopt('f')).toEqual({ ids: [], forms: [] });
  });

  it('is handed to the page that opens its form, and to no other', async () => {
    const at = outbox();
    expect((await at.outbox.adopt('other')).ids).toEqual([]);
    expect(await at.outbox.adopt('f')).toEqual({ ids: ['page'], forms: [kept] });
  });

  it('says what had stayed too long', async () => {
    const at = outbox([], { expired: 1, taken: true });
    await at.outbox.look();
    expect(at.said()).toEqual(['Une saisie gardée sur ce poste depuis plus de 30 jours, jamais envoyée, en a été effacée.']);
  });
});
