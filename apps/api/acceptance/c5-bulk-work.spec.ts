import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal, Problem } from '#kernel/api';
import type { QueryDetail } from '#queries/api';
import { BulkStage, DATA_MANAGER, rowsOf, target, type Bulk } from '../testing/bulk.js';
import { until } from '../testing/processes.js';
import { told, type Request } from '../testing/requests.js';
import type { World } from '../testing/world.js';
import { QUERY_ACTS } from '#queries/domain';

const DM = DATA_MANAGER;

let stage: BulkStage;
let world: World;
let bulk: Bulk;
let patients: BulkStage['patients'];
beforeAll(async () => {
  stage = await BulkStage.open();
  ({ world, bulk, patients } = stage);
});
afterAll(() => world?.close());

const open = (count?: number) => stage.asked(count);
/** Transactions of this database that wait for a row. */
const WAITING = `SELECT count(DISTINCT pid) FROM pg_locks
  WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`;
const steps = (id: string) => stage.steps(id);

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
    world.app.get(Journal).on(QUERY_ACTS.closed, async (_tx, { subject }) => {
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
    world.app.get(Journal).on(QUERY_ACTS.asked, async (tx) => {
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
    world.app.get(Journal).on(QUERY_ACTS.reminded, async (tx, { subject }) => {
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

  it('holds its lease again before each transaction', async () => {
    const [held, free] = patients;
    const { id } = await bulk.started(DM, { act: 'ask', targets: [target(free), target(held)], text: 'Assez de temps ?' });
    const leases: boolean[] = [];
    let watched = true;
    world.app.get(Journal).on(QUERY_ACTS.asked, async (tx) => {
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
