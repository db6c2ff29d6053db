import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryDetail } from '#queries/api';
import { addDays, todayIn } from '#kernel/domain';
import { AT_CENTRE, BulkStage, DATA_MANAGER, rowsOf, target, type Bulk } from '../testing/bulk.js';
import type { Queries } from '../testing/queries.js';
import { told } from '../testing/requests.js';
import type { World } from '../testing/world.js';

const LATER = addDays(todayIn('UTC', new Date()), 60);
const ME = AT_CENTRE;
const DM = DATA_MANAGER;

let stage: BulkStage;
let world: World;
let queries: Queries;
let bulk: Bulk;
let patients: BulkStage['patients'];
beforeAll(async () => {
  stage = await BulkStage.open();
  ({ world, queries, bulk, patients } = stage);
});
afterAll(() => world?.close());

const open = (count?: number) => stage.asked(count);
const answered = async (): Promise<QueryDetail[]> =>
  Promise.all((await open()).map((each) => queries.acted(each, ME, 'answer', 'Vérifié.')));
const steps = (id: string) => stage.steps(id);

describe('an act on many', () => {
  it('charter C5.2: asks each patient, tells which could not be asked, and journals each', async () => {
    const nobody = { enrolmentId: randomUUID() };
    const targets = [...patients.map((each) => target(each, 'fit.poids')), target(patients[0], 'fit.inconnu'), nobody];
    const act = await bulk.done(DM, { act: 'ask', targets, text: 'Poids à confirmer', dueOn: LATER });
    expect(act).toMatchObject({ state: 'done', total: 4, done: 2, refused: 2, failed: 0, left: 0, abilities: ['put-away'] });
    const lines = await bulk.lines(DM, act.id);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'refused', 'refused']);
    expect(lines[0]).toMatchObject({
      registrationNumber: expect.any(String),
      about: expect.stringContaining('Poids'),
      queryId: expect.any(String),
    });
    // A line that made no query is called as its protocol does, never by a code.
    expect(lines[2]).toMatchObject({ about: 'Fiche d’initiation de traitement – J0 (C1J1)' });
    expect(lines[2]?.message).toMatch(/fit\.inconnu.*protocole/);
    expect(lines[3]?.message).toMatch(/n’existe pas/);
    for (const { id } of patients) {
      const asked = (await world.journalOf('enrolment', id)).filter(({ action }) => action === 'query.asked');
      expect(asked.map(({ changes }) => changes[0]?.new)).toContain('Poids à confirmer');
    }
  });

  it('charter C5.2: closing many says how many have no answer, and wants a reason for those', async () => {
    const [unanswered, given] = [await open(), await answered()];
    const rows = rowsOf([...unanswered, ...given]);
    const refused = await bulk.start(DM, { act: 'close', rows, text: 'Vu.' });
    expect([refused.status, refused.body.items[0].path]).toEqual([400, 'unansweredReason']);
    expect(refused.body.items[0].message).toBe('Sur 4 queries à clore, 2 n’ont pas de réponse\u00a0: dites pourquoi les clore ainsi.');
    const act = await bulk.done(DM, { act: 'close', rows, text: 'Vu.', unansweredReason: 'Centre fermé.' });
    expect(act).toMatchObject({ done: 4, refused: 0 });
    const words = async (id: string) => (await queries.read({ id }, DM)).thread.at(-1);
    for (const { id } of unanswered) expect(await words(id)).toMatchObject({ kind: 'closed', text: 'Centre fermé.' });
    for (const { id } of given) expect(await words(id)).toMatchObject({ kind: 'closed', text: 'Vu.' });
  });

  it('charter C5.2: what was reopened since it was chosen asks for no reason: it is refused at its line', async () => {
    const [given, reopened] = (await answered()) as [QueryDetail, QueryDetail];
    const rows = rowsOf([given, reopened]);
    await queries.acted(reopened, DM, 'reopen', 'À préciser.');
    expect(await bulk.done(DM, { act: 'close', rows, text: 'Vu.' })).toMatchObject({ done: 1, refused: 1 });
  });

  it('charter C5.2: one query alone is not closed without an answer and without a word either', async () => {
    const [alone] = (await open(1)) as [QueryDetail];
    const refused = await queries.act(alone, DM, 'close');
    expect([refused.status, refused.body.code, refused.body.items[0].path]).toEqual([400, 'invalid-request', 'text']);
    expect(await steps(alone.id)).toEqual(['asked']);
  });

  it.each<[string, () => Promise<QueryDetail[]>, object, string]>([
    ['reopen', answered, { text: 'Encore ?' }, 'reopened'],
    ['remind', () => open(), {}, 'reminded'],
    ['assign', () => open(), { assigneeId: null }, 'assigned'],
    ['due', () => open(), { dueOn: LATER }, 'assigned'],
  ])('charter C5.2: %s many', async (act, made, wish, kind) => {
    const chosen = await made();
    expect(await bulk.done(DM, { act, rows: rowsOf(chosen), ...wish })).toMatchObject({ done: 2, refused: 0 });
    for (const { id, enrolmentId } of chosen) {
      expect((await steps(id)).at(-1)).toBe(kind);
      expect((await world.journalOf('enrolment', enrolmentId)).map(({ action, subject }) => [action, subject.id])).toContainEqual([
        `query.${kind}`,
        id,
      ]);
    }
  });

  it('charter C5.2: the rights are asked at each line, and what a colleague did meanwhile is said', async () => {
    const [mine, changed] = (await open()) as [QueryDetail, QueryDetail];
    const ofCentre = await queries.asked(patients[0], ME);
    await queries.acted(changed, ME, 'answer', 'Répondu entre-temps.');
    const rows = rowsOf([mine, changed, ofCentre, { id: randomUUID(), version: 1 }]);
    const act = await bulk.done(DM, { act: 'close', rows, unansweredReason: 'Sans objet.' });
    expect(act).toMatchObject({ done: 1, refused: 3 });
    const name = world.person(ME).name;
    expect((await bulk.lines(DM, act.id, 'refused')).map(({ message }) => message)).toEqual([
      `Depuis votre choix, ${name} y a répondu\u00a0: relisez l’échange, puis choisissez-la de nouveau si besoin.`,
      'Votre rôle ne permet pas cet acte.',
      expect.stringMatching(/n’existe pas/),
    ]);
    expect(await steps(changed.id)).toEqual(['asked', 'answered']);
  });

  it('is its author’s alone: nobody else finds it, stops it, or reads its lines', async () => {
    const { id } = await bulk.started(DM, { act: 'remind', rows: rowsOf(await open()) });
    for (const [method, path] of [
      ['get', ''],
      ['get', '/lines'],
      ['post', '/stop'],
      ['post', '/resume'],
      ['post', '/put-away'],
    ] as const)
      for (const other of [ME, 'pharmacien-a', 'gestionnaire'])
        expect((await world.as(other)[method](`/bulk-acts/${id}${path}`)).status).toBe(404);
    expect((await told(world.as(ME).get('/bulk-acts'))).items).toEqual([]);
    expect((await world.anyone().get(`/bulk-acts/${id}`)).status).toBe(401);
    await bulk.work(id);
  });

  it('charter C5.2: closing an account stops what it had begun, line by line', async () => {
    const chosen = await open();
    const { id } = await bulk.started(DM, { act: 'remind', rows: rowsOf(chosen) });
    const { id: person } = world.person(DM);
    await world.db.query('UPDATE staff SET active = false WHERE person_id = $1', [person]);
    try {
      await bulk.work(id);
    } finally {
      await world.db.query('UPDATE staff SET active = true WHERE person_id = $1', [person]);
    }
    expect(await bulk.view(DM, id)).toMatchObject({ done: 0, refused: 2 });
    for (const query of chosen) expect(await steps(query.id)).toEqual(['asked']);
  });
});
