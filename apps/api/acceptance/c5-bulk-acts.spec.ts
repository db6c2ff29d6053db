import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal, Problem } from '#kernel/api';
import type { QueryDetail } from '#queries/api';
import { addDays, todayIn } from '#kernel/domain';
import { Bulk, rowsOf } from '../testing/bulk.js';
import { FollowUp } from '../testing/follow-up.js';
import { until } from '../testing/processes.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const LATER = addDays(todayIn('UTC', new Date()), 60);

const ME = 'prescripteur-a2';
const DM = 'data-manager';

let world: World;
let follow: FollowUp;
let queries: Queries;
let bulk: Bulk;
let patients: [Request, Request];
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  bulk = new Bulk(world);
  const opened = async () => (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
  patients = [await opened(), await opened()];
});
afterAll(() => world.close());

const target = ({ id, formId }: Request, item?: string) => ({ enrolmentId: id, formId, ...(item && { item }) });
const open = async (count = 2): Promise<QueryDetail[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => queries.asked(patients[index % 2] as Request, DM)));
const answered = async (): Promise<QueryDetail[]> =>
  Promise.all((await open()).map((each) => queries.acted(each, ME, 'answer', 'Vérifié.')));
/** Transactions of this database that wait for a row. */
const WAITING = `SELECT count(DISTINCT pid) FROM pg_locks
  WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`;
const steps = async (id: string) => (await queries.read({ id }, DM)).thread.map(({ kind }) => kind);

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

describe('the work of an act on many', () => {
  it('is started once by the same request, and refuses another body under its key', async () => {
    const [key, rows] = [randomUUID(), rowsOf(await open())];
    const [one, twin] = await Promise.all([1, 2].map(() => bulk.started(DM, { act: 'remind', rows }, key)));
    expect(twin?.id).toBe(one?.id);
    const other = await bulk.start(DM, { act: 'remind', rows: rows.slice(1) }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
    expect((await world.as(DM).post('/bulk-acts').send({ act: 'remind', rows })).status).toBe(428);
    await bulk.work(one?.id ?? '');
  });

  it('two workers at the same act do each line once', async () => {
    const chosen = await open(6);
    const { id } = await bulk.started(DM, { act: 'remind', rows: rowsOf(chosen) });
    await Promise.all([
      bulk.work(id),
      world.db.query('UPDATE bulk_act SET lease_until = NULL WHERE id = $1', [id]).then(() => bulk.work(id)),
    ]);
    await bulk.work(id);
    await until(async () => (await bulk.view(DM, id)).state === 'done');
    for (const query of chosen) expect(await steps(query.id)).toEqual(['asked', 'reminded']);
  });

  it('a few lines are done in one transaction, in which what is refused takes back itself alone', async () => {
    const chosen = await open(6);
    const asked: string[] = [];
    world.app.get(Journal).on('query.closed', async (_tx, { subject }) => {
      asked.push(subject.id);
      // Once all of it is written.
      if (subject.id === chosen[2]?.id) throw new Problem('conflict', { detail: 'Pas celle-ci.' });
    });
    const act = await bulk.done(DM, { act: 'close', rows: rowsOf(chosen), unansweredReason: 'Sans objet.' });
    expect(act).toMatchObject({ done: 5, refused: 1 });
    expect((await bulk.lines(DM, act.id, 'refused')).map(({ message }) => message)).toEqual(['Pas celle-ci.']);
    expect(asked.toSorted()).toEqual(chosen.map(({ id }) => id).toSorted());
    for (const [index, { id }] of chosen.entries()) expect(await steps(id)).toEqual(index === 2 ? ['asked'] : ['asked', 'closed']);
    const ids = chosen.map(({ id }) => id);
    expect(
      await world.db.query(
        `SELECT count(*)::int AS closed, count(DISTINCT xid)::int AS transactions FROM journal_entry WHERE action = 'query.closed' AND subject_id = ANY($1)`,
        [ids],
      ),
    ).toEqual([{ closed: 5, transactions: 1 }]);
  });

  it('charter C5.2: what a process that died left undone is done by the next, and what was done stays done once', async () => {
    const targets = patients.map((each) => target(each));
    const text = 'Interrompue ?';
    let count = 0;
    world.app.get(Journal).on('query.asked', async (tx) => {
      // The database lets go of the second one in the middle of its transaction.
      if (++count === 2) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    const act = await bulk.done(DM, { act: 'ask', targets, text });
    expect(act).toMatchObject({ state: 'done', done: 2, failed: 0 });
    expect(await world.db.query('SELECT count(*)::int AS n FROM query WHERE question = $1', [text])).toEqual([{ n: 2 }]);
  });

  it('what never comes through is said, and tried again when asked: once, whatever had been tried', async () => {
    const chosen = await open();
    const broken = chosen[0] as QueryDetail;
    let breaks = true;
    world.app.get(Journal).on('query.reminded', async (tx, { subject }) => {
      if (breaks && subject.id === broken.id) await tx.query('SELECT 1 / 0');
    });
    const act = await bulk.done(DM, { act: 'remind', rows: rowsOf(chosen) });
    expect(act).toMatchObject({ state: 'done', done: 1, failed: 1, abilities: ['resume', 'put-away'] });
    expect((await bulk.lines(DM, act.id, 'failed'))[0]?.message).toMatch(/^Cette ligne n’a pas abouti/);
    expect(await steps(broken.id)).toEqual(['asked']);
    breaks = false;
    await told(world.as(DM).post(`/bulk-acts/${act.id}/resume`));
    await bulk.work(act.id);
    expect(await bulk.view(DM, act.id)).toMatchObject({ state: 'done', done: 2, failed: 0 });
    for (const query of chosen) expect(await steps(query.id)).toEqual(['asked', 'reminded']);
  });

  it('stops between two lines, says what is left, and goes on from there', async () => {
    const chosen = await open(4);
    const { id } = await bulk.started(DM, { act: 'remind', rows: rowsOf(chosen) });
    expect(await told(world.as(DM).post(`/bulk-acts/${id}/stop`))).toMatchObject({
      state: 'stopped',
      left: 4,
      abilities: ['resume', 'put-away'],
    });
    await bulk.work(id);
    for (const query of chosen) expect(await steps(query.id)).toEqual(['asked']);
    expect(await told(world.as(DM).post(`/bulk-acts/${id}/resume`))).toMatchObject({ state: 'running', abilities: ['stop'] });
    await bulk.work(id);
    expect(await bulk.view(DM, id)).toMatchObject({ state: 'done', done: 4 });
    expect(await told(world.as(DM).post(`/bulk-acts/${id}/put-away`))).toMatchObject({ isPutAway: true, abilities: [] });
    expect((await told(world.as(DM).get('/bulk-acts'))).items.map((each: { id: string }) => each.id)).toContain(id);
  });

  it('charter C5.2: a patient who is being written to holds up no question but their own', async () => {
    const [held, free] = patients;
    const text = 'Pendant la saisie ?';
    const asked = async ({ id }: Request) =>
      (await world.db.query('SELECT 1 FROM query WHERE enrolment_id = $1 AND question = $2', [id, text])).length;
    let working: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM enrolment WHERE id = $1 FOR UPDATE', [held.id]);
      working = bulk.done(DM, { act: 'ask', targets: [target(free), target(held)], text });
      // Committed, and seen by everyone, while the other still waits.
      await until(async () => (await asked(free)) === 1);
      expect(await asked(held)).toBe(0);
    });
    expect(await working).toMatchObject({ done: 2 });
  });

  it('a worker to whom others leave nothing goes away at once, and leaves them the act', async () => {
    const { id } = await bulk.started(DM, { act: 'ask', targets: patients.map((each) => target(each)), text: 'Chacun le sien ?' });
    const lapsed = () => world.db.query(`UPDATE bulk_act SET lease_until = NULL WHERE id = $1`, [id]);
    const waiting = async () => Number((await world.db.query(WAITING))[0].count);
    const working: Promise<void>[] = [];
    await world.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM enrolment WHERE id = ANY($1) FOR UPDATE', [patients.map((each) => each.id)]);
      for (const many of [1, 2]) {
        working.push(bulk.work(id));
        await until(async () => (await waiting()) === many);
        await lapsed();
      }
      // It does not look for ever at lines that it cannot have.
      await bulk.work(id);
    });
    await Promise.all(working);
    expect(await bulk.view(DM, id)).toMatchObject({ state: 'done', done: 2 });
  });

  it('holds its lease anew before each transaction', async () => {
    const [held, free] = patients;
    const { id } = await bulk.started(DM, { act: 'ask', targets: [target(free), target(held)], text: 'Assez de temps ?' });
    const leases: boolean[] = [];
    let watched = true;
    world.app.get(Journal).on('query.asked', async (tx) => {
      if (!watched) return;
      leases.push((await tx.query('SELECT lease_until > clock_timestamp() AS held FROM bulk_act WHERE id = $1', [id]))[0].held);
      await world.db.query(`UPDATE bulk_act SET lease_until = now() - interval '1 second' WHERE id = $1`, [id]);
    });
    let working: Promise<void> | undefined;
    await world.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM enrolment WHERE id = $1 FOR UPDATE', [held.id]);
      working = bulk.work(id);
      await until(async () => Number((await world.db.query(WAITING))[0].count) === 1);
    });
    await working;
    watched = false;
    expect(leases).toEqual([true, true]);
  });

  it('charter C5.2: what was begun before a stop is counted: the act says that it is ending until then', async () => {
    const [held] = patients;
    const { id } = await bulk.started(DM, { act: 'ask', targets: [target(held)], text: 'Juste avant l’arrêt ?' });
    let working: Promise<void> | undefined;
    await world.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM enrolment WHERE id = $1 FOR UPDATE', [held.id]);
      working = bulk.work(id);
      await until(async () => Number((await world.db.query(WAITING))[0].count) === 1);
      expect(await told(world.as(DM).post(`/bulk-acts/${id}/stop`))).toMatchObject({
        state: 'stopped',
        isEnding: true,
        left: 1,
        abilities: [],
      });
    });
    await working;
    expect(await bulk.view(DM, id)).toMatchObject({ state: 'done', isEnding: false, done: 1, left: 0, abilities: ['put-away'] });
  });
});
