import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SleepingAccounts } from '#access-rights/api';
import type { HomeView } from '#dashboards/api';
import { TransfersToCome, type TransferView } from '#transfers/api';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

const OF_A = 'prescripteur-a2';
const PUI_B = 'pharmacien-b';
/** Whom the transfer names, and a colleague of theirs. */
const NAMED = 'prescripteur-b';
const OTHER = 'prescripteur-ab';

let world: World;
let follow: FollowUp;
let transfers: TransfersOf;
let patient: Request;
let planned: TransferView;
let today: string;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  transfers = new TransfersOf(world);
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ patient, today } = await transfers.patientOfA());
  planned = await transfers.made(patient, { effectiveOn: daysBefore(today, -7) });
});
const everyoneWorks = () => world.db.query(`UPDATE profile SET active = true, seen_at = clock_timestamp()`);
afterEach(async () => {
  await everyoneWorks();
  await world.db.query(`UPDATE transfer SET state = 'cancelled' WHERE state = 'planned'`);
  await world.db.query(`DELETE FROM profile WHERE person_id = $1 AND role = 'pnm'`, [world.person(NAMED).id]);
});

const leaves = (name: string) =>
  world.db.query(`UPDATE profile SET active = false WHERE person_id = $1 AND centre_id = $2`, [world.person(name).id, CENTRE_B]);
/** As if that many days had passed. */
const later = (days: number) =>
  world.db.query(`UPDATE transfer SET effective_on = effective_on - $2::int WHERE enrolment_id = $1 AND state = 'planned'`, [
    patient.id,
    days,
  ]);
const doDue = () => world.app.get(TransfersToCome).doDue();
const centre = async () => (await follow.requests.enrolment(patient, 'gestionnaire')).centreId;
const listed = async (by = 'gestionnaire') => (await transfers.list(patient, by)).items.find(({ id }) => id === planned.id);
const tasksOf = async (by: string) => {
  const { tasks, totals }: HomeView = await told(world.as(by).get('/home').query({ each: 100 }));
  const mine = tasks.filter(({ kind, enrolmentId }) => kind === 'transfer-receiver' && enrolmentId === patient.id);
  return { mine, total: totals.find(({ kind }) => kind === 'transfer-receiver')?.count ?? 0 };
};
const named = (name: string, by = 'gestionnaire', { id, stateVersion } = planned) =>
  world
    .as(by)
    .post(`/transfers/${id}/receiver`)
    .set('If-Match', `"${stateVersion}"`)
    .send({ prescriberId: world.person(name).id });

const gone: [string, () => Promise<unknown>][] = [
  ['has left the centre', () => leaves(NAMED)],
  [
    'was put to sleep',
    async () => {
      const { id } = world.person(NAMED);
      await world.db.query(`UPDATE profile SET seen_at = clock_timestamp() - interval '10 years' WHERE person_id = $1`, [id]);
      await world.app.get(SleepingAccounts).sleep();
    },
  ],
  [
    'works there as non-medical staff only',
    async () => {
      await leaves(NAMED);
      await world.db.query(`INSERT INTO profile (person_id, centre_id, role) VALUES ($1, $2, 'pnm')`, [world.person(NAMED).id, CENTRE_B]);
    },
  ],
];

describe('a transfer to come whose prescriber cannot receive the patient', () => {
  it.each(gone)(
    'charter C10.6: who %s is not given the patient: it waits on the manager’s desk, and says what to do',
    async (_why, goes) => {
      await goes();
      await later(7);
      expect(await doDue()).toBe(0);
      expect(await centre()).toBe(CENTRE_A);
      expect(await listed()).toMatchObject({
        state: 'planned',
        abilities: ['name-receiver', 'cancel'],
        whyItWaits: expect.stringMatching(/n’est plus prescripteur de .+ Choisissez-en un autre, ou annulez/),
      });
      const { mine, total } = await tasksOf('gestionnaire');
      expect(mine).toMatchObject([
        { path: `/dossiers/${patient.id}`, until: today, text: expect.stringContaining('n’est plus prescripteur') },
      ]);
      expect(total).toBeGreaterThanOrEqual(1);

      await told(named(OTHER));
      expect(await centre()).toBe(CENTRE_B);
      expect(await listed()).toMatchObject({ state: 'done', effectiveOn: today, prescriber: { name: world.person(OTHER).name } });
      expect((await told(world.as(OTHER, CENTRE_B).get(`/enrolments/${patient.id}`))).centreId).toBe(CENTRE_B);
      expect((await tasksOf('gestionnaire')).mine).toEqual([]);
      const acts = (await world.journalOf('enrolment', patient.id)).filter(({ action }) => action.startsWith('transfer.'));
      expect(acts.map(({ action, role }) => [action, role])).toEqual([
        ['transfer.planned', 'gestionnaire'],
        ['transfer.receiver-named', 'gestionnaire'],
        ['transfer.done', 'gestionnaire'],
      ]);
    },
  );

  it('charter C10.1: is shown before its day too, and another prescriber named then receives the patient on the day', async () => {
    expect(await listed()).not.toHaveProperty('whyItWaits');
    expect((await tasksOf('gestionnaire')).mine).toEqual([]);
    await leaves(NAMED);
    expect((await listed())?.whyItWaits).toContain('annulez le transfert');
    expect((await tasksOf('gestionnaire')).mine).toMatchObject([{ until: daysBefore(today, -7) }]);
    const after: TransferView = await told(named(OTHER));
    expect(after).toMatchObject({ state: 'planned', prescriber: { name: world.person(OTHER).name } });
    expect(after).not.toHaveProperty('whyItWaits');
    expect(await centre()).toBe(CENTRE_A);
    await later(7);
    expect(await doDue()).toBe(1);
    expect(await centre()).toBe(CENTRE_B);
  });

  it('charter C10.1: is done by itself once its prescriber is back, and is called off like another', async () => {
    await leaves(NAMED);
    await later(7);
    expect(await doDue()).toBe(0);
    await everyoneWorks();
    expect((await tasksOf('gestionnaire')).mine).toEqual([]);
    expect(await doDue()).toBe(1);
    const other = await follow.granted(OF_A, 'pharmacien-a');
    const second = await transfers.made(other, { effectiveOn: daysBefore(today, -7) });
    await leaves(NAMED);
    await told(transfers.end(second, 'cancel'));
    expect((await transfers.list(other)).items[0]).toMatchObject({ state: 'cancelled', abilities: [] });
  });

  it('charter C10.1: on the way back too: nobody is given the patient back who works there no more', async () => {
    await told(transfers.end(planned, 'cancel'));
    const back = { returnOn: daysBefore(today, -20), returnPrescriberId: world.person(OF_A).id };
    await transfers.made(patient, { effectiveOn: today, ...back });
    await world.db.query(`UPDATE profile SET active = false WHERE person_id = $1`, [world.person(OF_A).id]);
    await world.db.query(`UPDATE stay SET from_day = from_day - 30 WHERE enrolment_id = $1 AND to_day IS NULL`, [patient.id]);
    await later(20);
    expect(await doDue()).toBe(0);
    const waits = (await transfers.list(patient)).items.find(({ returnOf }) => returnOf);
    expect(waits?.whyItWaits).toContain('n’est plus prescripteur');
    expect((await named(OTHER, 'gestionnaire', waits)).status).toBe(200);
    expect(await centre()).toBe(CENTRE_A);
  });

  it('charter C10.1: one that waits keeps no other from being done', async () => {
    const other = await follow.granted(OF_A, 'pharmacien-a');
    await transfers.made(other, { effectiveOn: daysBefore(today, -8), prescriberId: world.person(OTHER).id });
    await leaves(NAMED);
    await world.db.query(`UPDATE transfer SET effective_on = $1 WHERE state = 'planned'`, [today]);
    expect(await doDue()).toBe(1);
    expect((await follow.requests.enrolment(other, 'gestionnaire')).centreId).toBe(CENTRE_B);
  });
});

describe('another prescriber for a transfer to come', () => {
  it('charter C10.6: is of the receiving centre, and prescribes there', async () => {
    await leaves(NAMED);
    for (const name of [OF_A, PUI_B, 'pnm-b', NAMED]) {
      const refused = await named(name);
      expect([name, refused.status, refused.body.items?.[0]?.path]).toEqual([name, 400, 'prescriberId']);
      expect(refused.body.items[0].message).toContain('n’est pas prescripteur de');
    }
    expect((await listed())?.prescriber.name).toBe(world.person(NAMED).name);
  });

  it('charter C10.1: is nobody else’s to name, and stands on nobody else’s desk', async () => {
    await leaves(NAMED);
    for (const by of [OF_A, 'pharmacien-a', 'exploitant-2', 'data-manager']) {
      const refused = await named(OTHER, by);
      expect([by, refused.status, refused.body.rule]).toEqual([by, 403, 'C10.1']);
      expect([by, (await tasksOf(by)).total]).toEqual([by, 0]);
      expect([by, (await listed(by))?.whyItWaits]).toEqual([by, expect.stringContaining('attend que le gestionnaire')]);
    }
    for (const by of [PUI_B, 'exploitant']) expect([by, (await named(OTHER, by)).status]).toEqual([by, 404]);
    expect((await world.anyone().post(`/transfers/${planned.id}/receiver`)).status).toBe(401);
    await world.db.query(`DELETE FROM staff_scope WHERE authorisation_id = $1`, [world.authorisation('ENH')]);
    try {
      expect((await named(OTHER)).status).toBe(404);
      expect((await tasksOf('gestionnaire')).total).toBe(0);
    } finally {
      await world.db.query(
        `INSERT INTO staff_scope (person_id, authorisation_id) SELECT person_id, $1 FROM staff WHERE role IN ('data-manager', 'gestionnaire')`,
        [world.authorisation('ENH')],
      );
    }
  });

  it('charter C10.1: is named on what one has read, and before the transfer is done or called off', async () => {
    expect(
      (await world.as('gestionnaire').post(`/transfers/${planned.id}/receiver`).send({ prescriberId: planned.prescriber.id })).status,
    ).toBe(428);
    expect((await named(OTHER, 'gestionnaire', { ...planned, stateVersion: 7 })).status).toBe(412);
    await later(7);
    expect(await doDue()).toBe(1);
    const refused = await named(OTHER, 'gestionnaire', await listed());
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('n’est plus à venir')]);
  });
});
