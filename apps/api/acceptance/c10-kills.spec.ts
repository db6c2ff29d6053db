import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Jobs, verifyJournal } from '#kernel/api';
import { build } from '#testing/parts';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { until } from '../testing/processes.js';
import { type Request } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { Workers } from '../testing/workers.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

const OF_A = 'prescripteur-a2';

let world: World;
let follow: FollowUp;
let transfers: TransfersOf;
let workers: Workers;
beforeAll(async () => {
  await build({ client: false, quiet: true });
  world = await World.open();
  follow = new FollowUp(world);
  transfers = new TransfersOf(world);
  workers = new Workers(world);
});
afterAll(async () => {
  workers?.close();
  await world?.close();
});

/** A patient of A, who goes to B on a day that has come meanwhile; with `back`, whose day of return has come too. */
async function due({ back = false } = {}): Promise<Request> {
  const { patient, today } = await transfers.patientOfA();
  const returned = { returnOn: daysBefore(today, -10), returnPrescriberId: world.person(OF_A).id };
  await transfers.made(patient, { effectiveOn: daysBefore(today, -7), ...(back && returned) });
  await world.db.query(`UPDATE transfer SET effective_on = effective_on - 10 WHERE enrolment_id = $1`, [patient.id]);
  return patient;
}
/** Its minute has come. */
const wake = () => world.app.get(Jobs).wake('transfers.do', randomUUID(), {});
const states = async (): Promise<string[]> =>
  (await world.db.query('SELECT state FROM transfer ORDER BY state')).map(({ state }: { state: string }) => state);
/** How often the journal says that the patient went. */
const wentOf = async ({ id }: Request) =>
  (await world.journalOf('enrolment', id)).filter(({ action }) => action === 'transfer.done').length;
const pathOf = async ({ id }: Request): Promise<string[]> =>
  (await world.db.query('SELECT centre_id AS "centreId" FROM stay WHERE enrolment_id = $1 ORDER BY id', [id])).map(
    ({ centreId }: { centreId: string }) => centreId,
  );

describe('kill -9 of the worker that does the transfers of the day', () => {
  it('charter C10.1: before one is written or after: it is done once, whole, both centres are told once, and the next worker goes on', async () => {
    const [gone, back] = [await due(), await due({ back: true })];
    await wake();
    await workers.diesAt('transfer.before-commit');
    expect(await states()).toEqual(['planned', 'planned', 'planned']);
    await wake();
    await workers.diesAt('transfer.after-commit');
    expect(await states()).toEqual(['done', 'planned', 'planned']);
    await wake();
    await workers.diesAt('transfer.after-commit');
    expect(await states()).toEqual(['done', 'done', 'planned']);

    const whole = workers.start();
    await wake();
    await until(async () => (await states()).every((state) => state === 'done'));
    const told: () => Promise<{ kind: string; mails: number; people: number; entries: number }[]> = () =>
      world.db.query(
        `SELECT notification.kind, count(*)::int AS mails, count(DISTINCT notification.person_id)::int AS people, count(DISTINCT entry.id)::int AS entries
         FROM notification JOIN journal_entry entry ON entry.id = notification.entry_id
         WHERE notification.kind IN ('transfer-arrived', 'transfer-left') GROUP BY notification.kind ORDER BY notification.kind`,
      );
    // To B twice and back once; a worker that died told nobody, or told them whole.
    await until(async () => (await told()).length === 2 && (await told()).every(({ entries }) => entries === 3));
    await workers.end(whole);
    const twice: unknown[] = await world.db.query(
      `SELECT entry_id, person_id FROM notification WHERE kind LIKE 'transfer-%' GROUP BY entry_id, person_id, kind HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);

    expect([await wentOf(gone), await wentOf(back)]).toEqual([1, 2]);
    expect([await pathOf(gone), await pathOf(back)]).toEqual([
      [CENTRE_A, CENTRE_B],
      [CENTRE_A, CENTRE_B, CENTRE_A],
    ]);
    for (const [patient, centreId] of [
      [gone, CENTRE_B],
      [back, CENTRE_A],
    ] as const)
      expect((await follow.requests.enrolment(patient, 'gestionnaire')).centreId).toBe(centreId);
    const requests: unknown[] = await world.db.query(
      `SELECT enrolment_id, person_id FROM access_request GROUP BY enrolment_id, person_id, centre_id HAVING count(*) > 1`,
    );
    expect(requests).toEqual([]);
    expect((await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey))).faults).toEqual([]);
  });
});
