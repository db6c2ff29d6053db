import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { OTHER_MANAGER } from '../testing/personas.js';
import type { Request } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

const OF_A = 'prescripteur-a2';

let world: World;
let follow: FollowUp;
let transfers: TransfersOf;
let patient: Request;
let today: string;
beforeAll(async () => {
  world = await World.open({ twoManagers: true });
  follow = new FollowUp(world);
  transfers = new TransfersOf(world);
});
afterAll(() => world?.close());

beforeEach(async () => {
  ({ patient, today } = await transfers.patientOfA());
});

const after = (days: number) => daysBefore(today, -days);
const centre = async () => (await follow.requests.enrolment(patient, 'gestionnaire')).centreId;
const path = async () => (await follow.requests.enrolment(patient, 'gestionnaire')).stays;
const acts = async () =>
  (await world.journalOf('enrolment', patient.id)).map(({ action }) => action).filter((action) => action.startsWith('transfer.'));
/** What the journal says of transfers, of which the last is by the manager of the two whose wish was granted. */
const actsOfOne = async ([first]: readonly { readonly status: number }[]) => {
  const by = world.person(first?.status === 201 ? 'gestionnaire' : OTHER_MANAGER).name;
  const last = (await world.journalOf('enrolment', patient.id)).filter(({ action }) => action.startsWith('transfer.')).at(-1);
  expect(last?.actor).toBe(by);
  return acts();
};

describe('two managers who act on one patient at once', () => {
  it('charter C10.1: twice at once: one is done, the other manager is told that the patient moved; asked again, it is done once', async () => {
    const both = await Promise.all([
      transfers.make(patient, { effectiveOn: today }),
      transfers.make(patient, { effectiveOn: today, prescriberId: world.person('prescripteur-ab').id }, OTHER_MANAGER),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.detail).toContain('transféré depuis');
    expect(await path()).toHaveLength(2);
    expect(await actsOfOne(both)).toEqual(['transfer.done']);
    const back = { fromCentreId: CENTRE_B, toCentreId: CENTRE_A, prescriberId: world.person(OF_A).id, effectiveOn: after(3) };
    const key = `the-same-wish-${patient.id}`;
    const again = await Promise.all([1, 2].map(() => transfers.make(patient, back, 'gestionnaire', key)));
    expect(again.map(({ status, body }) => [status, body.id])).toEqual([201, 201].map((status) => [status, again[0]?.body.id]));
    expect((await transfers.list(patient)).items).toHaveLength(2);
  });

  it('charter C10.1: planned by two managers at once, or planned by one while the other does it: one is done, the other is told why', async () => {
    const planned = await Promise.all([
      transfers.make(patient, { effectiveOn: after(7) }),
      transfers.make(patient, { effectiveOn: after(9) }, OTHER_MANAGER),
    ]);
    expect(planned.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(planned.find(({ status }) => status === 409)?.body.detail).toMatch(/transfert .*prévu.*\./);
    expect(await actsOfOne(planned)).toEqual(['transfer.planned']);
    const [{ stateVersion, id } = { stateVersion: 0, id: '' }] = (await transfers.list(patient)).items;

    const called = await Promise.all(['gestionnaire', OTHER_MANAGER].map((by) => transfers.end({ id, stateVersion }, 'cancel', by)));
    expect(called.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(called.find(({ status }) => status === 412)?.body.detail).toMatch(/[Rr]elisez/);

    const either = await Promise.all([
      transfers.make(patient, { effectiveOn: after(7) }),
      transfers.make(patient, { effectiveOn: today }, OTHER_MANAGER),
    ]);
    expect(either.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(either.find(({ status }) => status === 409)?.body.detail).toMatch(/prévu|transféré depuis/);
    expect(await actsOfOne(either)).toEqual(['transfer.planned', 'transfer.cancelled', expect.stringMatching(/planned|done/)]);
  });

  it('charter C10.1: undone by two managers at once, the patient is back once', async () => {
    const made = await transfers.made(patient, { effectiveOn: today });
    const undone = await Promise.all(['gestionnaire', OTHER_MANAGER].map((by) => transfers.end(made, 'undo', by)));
    expect(undone.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await centre()).toBe(CENTRE_A);
    expect(await acts()).toEqual(['transfer.done', 'transfer.undone']);
  });
});
