import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { SleepingAccounts } from '#access-rights/api';
import type { ExternalProfile } from '#identity/domain';
import { worksOnly } from '../testing/arrivals.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { CENTRE_A, World } from '../testing/world.js';

let world: World;
let request: Request;

beforeAll(async () => {
  world = await World.open({ env: { ACCOUNT_SLEEP_DAYS: '180' } });
  request = await new Requests(world).started('prescripteur-a');
  const body = { kind: 'pnm', authorisationId: world.authorisation('TEC'), designeeId: world.person('pnm-a').id };
  await told(world.as('pharmacien-a').post('/designations').set('Idempotency-Key', randomUUID()).send(body), 201);
});
afterAll(() => world.close());

const sleep = (): Promise<number> => world.app.get(SleepingAccounts, { strict: false }).sleep();
const actsOf = async (name: string): Promise<string[]> =>
  (await world.journalOf('person', world.person(name).id)).map(({ action }) => action);
const lettersTo = async (name: string): Promise<string[]> =>
  (await world.db.query('SELECT kind FROM notification WHERE person_id = $1', [world.person(name).id])).map(
    ({ kind }: { kind: string }) => kind,
  );
/** As if their last sign-in were that old. */
const unseenFor = (name: string, days: number) =>
  world.db.query(`UPDATE profile SET seen_at = clock_timestamp() - make_interval(days => $2) WHERE person_id = $1`, [
    world.person(name).id,
    days,
  ]);
const staffUnseenFor = (name: string, days: number) =>
  world.db.query(`UPDATE staff SET created_at = clock_timestamp() - make_interval(days => $2) WHERE person_id = $1`, [
    world.person(name).id,
    days,
  ]);
const here: ExternalProfile = { externalId: 'A', centre: { id: CENTRE_A, name: 'Centre A', legalId: CENTRE_A }, role: 'pnm' };

describe('an account that nobody uses', () => {
  it('charter C5.4: of a hospital is put to sleep after the days of the configuration, once, and opens nothing then', async () => {
    await unseenFor('pnm-a', 179);
    expect(await sleep()).toBe(0);
    await world.as('pnm-a').get(`/enrolments/${request.id}`).expect(200);

    await unseenFor('pnm-a', 181);
    expect(await sleep()).toBe(1);
    await world.as('pnm-a').get(`/enrolments/${request.id}`).expect(401);
    expect(await actsOf('pnm-a')).toContain('person.put-to-sleep');
    expect(await lettersTo('pnm-a')).toEqual(['account-asleep']);
    expect(await sleep()).toBe(0);
    expect(await lettersTo('pnm-a')).toHaveLength(1);
    // Nobody sees by it: neither a colleague to be designated, nor a name among those who see the file.
    const { items } = await told(world.as('pharmacien-a').get('/colleagues?role=pnm'));
    expect(items.map(({ id }: { id: string }) => id)).not.toContain(world.person('pnm-a').id);
    const seers = await told(world.as('pharmacien-a').get(`/enrolments/${request.id}/seers`));
    expect(seers.items.map(({ name }: { name: string }) => name)).not.toContain(world.person('pnm-a').name);
  });

  it('charter C5.4: is woken by a sign-in through the provider, which finds what still stands', async () => {
    await worksOnly(world, 'pnm-a', [here]);
    const back = await world.signIn('pnm-a', { centreId: CENTRE_A });
    await back.get(`/enrolments/${request.id}`).expect(200);
    const [signedIn] = (await world.journalOf('person', world.person('pnm-a').id)).filter(({ action }) => action === 'person.signed-in');
    expect(signedIn?.details['opened']).toHaveLength(1);
  });

  it('charter C3.4: of staff is closed, told why, and opened again by a manager; the last manager is left', async () => {
    for (const name of ['data-manager', 'gestionnaire']) await staffUnseenFor(name, 200);
    expect(await sleep()).toBe(1);
    await world.as('data-manager').post('/enrolments/search').send({}).expect(401);
    expect(await lettersTo('data-manager')).toEqual(['account-asleep']);
    await world.as('gestionnaire').get('/staff').expect(200);
    const { items } = await told(world.as('gestionnaire').get('/staff'));
    const closed = items.find(({ personId }: { personId: string }) => personId === world.person('data-manager').id);
    expect(closed).toMatchObject({ active: false, closed: { reason: expect.stringContaining('180 jours') } });
    const open = { active: true, authorisationIds: closed.authorisations.map(({ id }: { id: string }) => id) };
    await told(world.as('gestionnaire').patch(`/staff/${closed.personId}`).set('If-Match', `"${closed.stateVersion}"`).send(open));
    // What a manager has just opened is not put to sleep again.
    expect(await sleep()).toBe(0);
  });

  it('charter C5.4: is never put to sleep where the configuration says so', async () => {
    const other = await World.open({ env: { ACCOUNT_SLEEP_DAYS: '0' } });
    await other.db.query(`UPDATE profile SET seen_at = '2020-01-01'`);
    expect(await other.app.get(SleepingAccounts, { strict: false }).sleep()).toBe(0);
    await other.close();
  });
});
