import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from '#testing/parts';
import { CohortRunner, type CohortView } from '#continuity/api';
import { RELAY_ACTS } from '#continuity/domain';
import { verifyJournal } from '#kernel/api';
import { ContinuityOf, ME } from '../testing/continuity.js';
import { until } from '../testing/processes.js';
import { OTHER_MANAGER } from '../testing/personas.js';
import { told, type Request } from '../testing/requests.js';
import { Workers } from '../testing/workers.js';
import { World } from '../testing/world.js';

let world: World;
let of: ContinuityOf;
beforeAll(async () => {
  world = await World.open({ twoManagers: true });
  of = await ContinuityOf.open(world);
  await told(of.link());
});
afterAll(() => world.close());

const cohort = async (): Promise<CohortView> => {
  const { later } = await of.relays();
  if (!later?.cohort) throw new Error('No cohort was begun.');
  return later.cohort;
};
const counts = async () => {
  const { state, total, opened, kept, failed } = await cohort();
  return { state, total, opened, kept, failed };
};
const work = async () => world.app.get(CohortRunner).run((await cohort()).id);
/** How many requests stand for each of these patients. */
const requestsOf = async (patients: readonly Request[]): Promise<number[]> => {
  const rows: { former_id: string; count: number }[] = await world.db.query(
    'SELECT former_id, count(*)::int AS count FROM continuation WHERE former_id = ANY($1) GROUP BY former_id',
    [patients.map(({ id }) => id)],
  );
  return patients.map(({ id }) => rows.find((row) => row.former_id === id)?.count ?? 0);
};

/** How often it was told that a cohort is over. */
const endsTold = async () =>
  (await world.journalOf('authorisation', of.formerId)).filter(({ action }) => action === RELAY_ACTS.cohortEnded.name).length;

describe('the manager opens the requests of a whole cohort', () => {
  let followed: Request[];
  let over: Request[];
  beforeAll(async () => {
    followed = [await of.followed(), await of.followed()];
    const stopped = await of.followed();
    await of.treated(stopped);
    const { request: stop } = await of.follow.opened(stopped, ME, { formCode: 'ARRET' });
    await of.follow.requests.answer(stop, ME, 'arr.date', '2025-06-01');
    const gone = await of.followed('prescripteur-a');
    await world.db.query('UPDATE profile SET active = false WHERE person_id = $1', [world.person('prescripteur-a').id]);
    over = [stopped, gone];
  });

  it.each(['prescripteur-a2', 'pharmacien-a', 'pnm-a', 'exploitant-2', 'data-manager', 'administrateur'])(
    'charter C8.1: is refused to %s, who reads nothing of it',
    async (who) => {
      const { status, body } = await of.openCohort(who);
      expect([status, body.rule]).toEqual([403, 'C8.1']);
      // ENC is none of this data manager’s.
      if (who === 'administrateur' || who === 'data-manager') return;
      expect((await of.relays(who)).later).not.toHaveProperty('waiting');
      expect((await of.relays(who)).abilities).toEqual([]);
    },
  );

  it('charter C8.1: is asked once at a time, and says how many wait', async () => {
    await world.anyone().post(`/authorisations/${of.formerId}/relays/cohort`).send({}).expect(401);
    expect(await of.relays()).toMatchObject({ later: { waiting: 4 }, abilities: ['unlink', 'open-cohort'] });
    const asked = await Promise.all([of.openCohort(), of.openCohort(OTHER_MANAGER)]);
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await counts()).toEqual({ state: 'running', total: 4, opened: 0, kept: 0, failed: 0 });
  });

  it('charter C8.1: two workers at once open one request for each patient still followed, and say why for the others', async () => {
    await Promise.all([work(), work()]);
    expect(await counts()).toEqual({ state: 'done', total: 4, opened: 2, kept: 2, failed: 0 });
    expect((await cohort()).reasons.map(({ message, patients }) => `${patients} ${message}`).sort()).toEqual([
      expect.stringMatching(/^1 Le prescripteur de ce patient n’exerce plus/),
      expect.stringMatching(/^1 L’arrêt définitif/),
    ]);
    expect([await requestsOf(followed), await requestsOf(over)]).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect((await world.journalOf('authorisation', of.formerId)).map(({ action }) => action)).toEqual([
      'relay.linked',
      'relay.cohort-begun',
      'relay.cohort-ended',
    ]);
  });

  it('charter C8.2: each draft waits for its prescriber, with the values to be confirmed; the manager typed nothing', async () => {
    const [{ id }] = await world.db.query('SELECT enrolment_id AS id FROM continuation WHERE former_id = $1', [followed[0]?.id]);
    const file = await told(world.as(ME).get(`/enrolments/${id}`));
    expect([file.state, file.prescriber.id, file.awaits]).toEqual(['draft', world.person(ME).id, ['entry']]);
    const fat = await told(world.as(ME).get(`/forms/${file.forms[0].id}`));
    expect([Object.keys(fat.carried).sort(), fat.values]).toEqual([['pat.nom3', 'pat.taille', 'rh.statut'], {}]);
    expect(Object.values(fat.carried)).toEqual(expect.arrayContaining([expect.objectContaining({ source: 'compassionate' })]));
  });

  it('charter C8.1: asked again, it begins with those alone who have none', async () => {
    await told(of.openCohort());
    await work();
    expect(await counts()).toEqual({ state: 'done', total: 2, opened: 0, kept: 2, failed: 0 });
    expect(await requestsOf(followed)).toEqual([1, 1]);
  });

  it('charter C8.1: what nobody can answer now says nothing of a patient: tried again, told as it is, and asked for again once it can', async () => {
    const waiting = await of.followed();
    const put = (state: string) => world.db.query(`UPDATE protocol_version SET state = $1 WHERE code = 'ENHERTU-HER2-FAIBLE'`, [state]);
    await put('draft');
    await told(of.openCohort());
    await work();
    const { reasons, failed, kept } = await cohort();
    expect([failed, kept]).toEqual([1, 2]);
    expect(reasons).toContainEqual({ message: expect.stringMatching(/^Aucune version du protocole .* n’est en vigueur/), patients: 1 });
    await put('published');
    await told(of.openCohort());
    await work();
    expect(await requestsOf([waiting])).toEqual([1]);
  });

  it('charter C3.4: stops when the manager who asked is no more in charge', async () => {
    const late = await of.followed();
    await told(of.openCohort());
    await world.db.query('UPDATE staff SET active = false WHERE person_id = $1', [world.person('gestionnaire').id]);
    const id = (await world.db.query(`SELECT id FROM cohort WHERE state = 'running'`))[0].id;
    await world.app.get(CohortRunner).run(id);
    await world.db.query('UPDATE staff SET active = true WHERE person_id = $1', [world.person('gestionnaire').id]);
    expect((await counts()).state).toBe('stopped');
    expect((await world.journalOf('authorisation', of.formerId)).map(({ action }) => action).at(-1)).toBe('relay.cohort-stopped');
    expect(await requestsOf([late])).toEqual([0]);
  });
});

describe('kill -9 of the worker that opens them', () => {
  let workers: Workers;
  beforeAll(() => {
    workers = new Workers(world);
  });
  afterAll(() => workers.close());

  it('charter C8.1: before a patient is written or after, before its end is told or after: no one is opened twice, it ends once, and the next worker goes on', async () => {
    await build({ client: false, quiet: true });
    const patients = [await of.followed(), await of.followed(), await of.followed()];
    const before = await endsTold();
    await told(of.openCohort());
    // Of six patients who wait, those who have no request for a reason of their own come first.
    for (const [fault, settled] of [
      ['cohort.before-commit', 0],
      ['cohort.after-commit', 1],
    ] as const) {
      await workers.diesAt(fault);
      const { state, opened, kept } = await counts();
      expect([fault, state, opened + kept]).toEqual([fault, 'running', settled]);
    }
    // All of them are told, and not yet that it is over; then that too, once.
    await workers.diesAt('cohort-end.before-commit');
    const { state, total, opened, kept } = await counts();
    expect([state, opened + kept]).toEqual(['running', total]);
    expect(await endsTold()).toBe(before);
    await workers.diesAt('cohort-end.after-commit');
    expect((await counts()).state).toBe('done');
    // The next worker takes up what comes then, and tells nothing again.
    const whole = workers.start();
    const late = await of.followed();
    await told(of.openCohort());
    await until(async () => (await counts()).state === 'done');
    await workers.end(whole);
    expect(await endsTold()).toBe(before + 2);
    expect(await requestsOf([...patients, late])).toEqual([1, 1, 1, 1]);
    expect((await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey))).faults).toEqual([]);
  });
});
