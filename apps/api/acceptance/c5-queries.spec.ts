import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

jest.setTimeout(120_000);

const ME = 'prescripteur-a2';
const DM = 'data-manager';
/** Signed in, and nothing of this patient is theirs: another authorisation, another centre, another company. */
const STRANGERS = ['prescripteur-a', 'nouveau', 'prescripteur-b', 'pharmacien-b', 'pnm-b', 'exploitant'] as const;

let world: World;
let follow: FollowUp;
let queries: Queries;
let fit: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  fit = (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
  await follow.requests.answer(fit, ME, 'fit.poids', '61.5');
  await told(
    world
      .as('pharmacien-a')
      .post('/designations')
      .set('Idempotency-Key', randomUUID())
      .send({ kind: 'pnm', authorisationId: world.authorisation('ENH'), designeeId: world.person('pnm-a').id }),
    201,
  );
});
afterAll(() => world.close());

const lastEntry = async () => (await world.journalOf('enrolment', fit.id)).at(-1);

describe('a query of the data manager', () => {
  it.each([
    ['C5.2', ME, 'prescriber'],
    ['C5.3', 'pharmacien-a', 'pharmacist'],
    ['C5.4', 'pnm-a', 'pnm'],
  ])('charter %s: is answered by %s, closed by whoever asked, and told step by step', async (_rule, by, role) => {
    const asked = await queries.asked(fit, DM, { item: 'fit.poids', text: 'Ce poids est-il exact ?' });
    expect(asked).toMatchObject({
      state: 'open',
      origin: 'manual',
      askedBy: 'operator',
      itemLabel: 'Poids à l’instauration',
      formTitle: 'Fiche d’initiation de traitement – J0 (C1J1)',
      valueThen: '61,5\u00a0kg',
      valueNow: '61,5\u00a0kg',
      ageDays: 0,
      overdue: false,
      abilities: ['close', 'cancel', 'assign'],
    });
    expect((await queries.read(asked, by)).abilities).toEqual(['answer']);
    const answered = await queries.acted(asked, by, 'answer', 'Oui, pesée du jour.');
    expect(answered).toMatchObject({ state: 'answered', version: 2 });
    expect(await lastEntry()).toMatchObject({
      action: 'query.answered',
      actor: world.person(by).name,
      role,
      subject: { type: 'query', id: asked.id },
      details: { item: 'fit.poids', formId: fit.formId },
      changes: [{ item: 'answered', old: null, new: 'Oui, pesée du jour.' }],
    });
    expect(JSON.stringify((await lastEntry())?.details)).not.toContain('pesée');
    const closed = await queries.acted(answered, DM, 'close');
    expect(closed.thread.map(({ kind, byRole, text }) => [kind, byRole, text])).toEqual([
      ['asked', 'data-manager', 'Ce poids est-il exact ?'],
      ['answered', role, 'Oui, pesée du jour.'],
      ['closed', 'data-manager', undefined],
    ]);
    expect(closed).toMatchObject({ state: 'closed', abilities: ['reopen'] });
    const again = await queries.acted(closed, DM, 'reopen', 'De quelle balance ?');
    expect((await queries.acted(again, DM, 'cancel', 'Posée par erreur.')).state).toBe('cancelled');
  });
});

describe('who sees nothing of it', () => {
  it('charter C5.4: other authorisations, other centres, other companies are told that it is not there; the signed out to sign in', async () => {
    const asked = await queries.asked(fit, DM, {});
    for (const name of STRANGERS) {
      expect([name, (await world.as(name).get(`/queries/${asked.id}`)).status]).toEqual([name, 404]);
      expect([name, (await queries.act(asked, name, 'answer', 'Essai')).status]).toEqual([name, 404]);
      expect([name, (await queries.ask(fit, name)).status]).toEqual([name, name === 'exploitant' ? 403 : 404]);
      expect([name, await queries.list(name)]).toEqual([name, { items: [], total: 0 }]);
    }
  });
});
