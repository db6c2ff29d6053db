import { Controller, Module, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Requires } from '#kernel/api';
import { Browser } from '../testing/browser.js';
import { codeOf, enrolApp, nextCode, SecondFactors } from '../testing/second-factors.js';
import { World } from '../testing/world.js';

/** A request that stands still, in the middle, until the test lets it go on. */
const gate = { arrived: () => undefined as void, opens: Promise.resolve() };

@Controller('probe')
class Probe {
  /** Writes in its session, and takes its time, as one does that waits for the next second before it goes to a provider. */
  @Post()
  @Requires('session')
  async wait(@Req() request: Request) {
    gate.arrived();
    await gate.opens;
    request.session.mustProve = true;
    return { done: true };
  }
}

@Module({ controllers: [Probe] })
class ProbeModule {}

let world: World;
let factors: SecondFactors;
beforeAll(async () => {
  world = await World.open({ providers: true, modules: [ProbeModule] });
  factors = new SecondFactors(world);
});
afterAll(() => world.close());
afterEach(() => factors.forget());

const sessionsOf = async (name: string): Promise<number> =>
  Number(
    (await world.db.query(`SELECT count(*) FROM session WHERE sess -> 'signedIn' ->> 'personId' = $1`, [world.person(name).id]))[0].count,
  );
const end = (name: string) => world.db.query(`DELETE FROM session WHERE sess -> 'signedIn' ->> 'personId' = $1`, [world.person(name).id]);

/** Until so many wait for the factors of that person. */
async function waitingFor(count: number): Promise<void> {
  for (;;) {
    const [{ waiting }] = await world.db.query(
      `SELECT count(*)::int AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    if (waiting >= count) return;
  }
}

/** Does something while nobody else gets at that person's factors; then lets them. */
async function holding<T>(name: string, asked: () => Promise<T>, meanwhile: () => Promise<unknown>): Promise<T> {
  const holder = world.db.createQueryRunner();
  await holder.connect();
  await holder.startTransaction();
  try {
    await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`second-factor:${world.person(name).id}`]);
    const answer = asked();
    await waitingFor(1);
    await meanwhile();
    await holder.commitTransaction();
    return await answer;
  } finally {
    await holder.release();
  }
}

it('charter C3.1: a session that was ended stays so, whatever a request that was under way writes of it', async () => {
  const browser = await factors.recognised('pharmacien-a', 'plage');
  let open = () => undefined as void;
  gate.opens = new Promise((resolve) => (open = resolve));
  const arrived = new Promise<void>((resolve) => (gate.arrived = resolve));
  const answer = browser.send('POST', '/probe');
  await arrived;
  await end('pharmacien-a');
  open();
  expect((await answer).status).toBe(201);
  expect([await sessionsOf('pharmacien-a'), (await browser.session()).state]).toEqual([0, 'signed-out']);
});

it('charter C3.1: nor does it come back under another id, by a second factor that was being given', async () => {
  const { browser, key } = await factors.withApp('pharmacien-a', 'plage');
  const { status } = await holding(
    'pharmacien-a',
    () => factors.give(browser, codeOf(key)),
    () => end('pharmacien-a'),
  );
  expect([status, await sessionsOf('pharmacien-a'), (await browser.session()).state]).toEqual([401, 0, 'signed-out']);
});

it('charter C3.1: and it enrols nothing any more', async () => {
  const browser = await factors.recognised('pharmacien-a', 'plage');
  const { status } = await holding(
    'pharmacien-a',
    () =>
      enrolApp(browser).then(
        () => ({ status: 204 }),
        (error: Error) => JSON.parse(error.message) as { status: number },
      ),
    () => end('pharmacien-a'),
  );
  expect(status).toBe(401);
  expect(await world.db.query('SELECT FROM second_factor WHERE person_id = $1', [world.person('pharmacien-a').id])).toEqual([]);
});

it('charter C3.1: who removes a factor ends their other sessions, which may have been opened with it', async () => {
  const { browser, key } = await factors.withApp('pharmacien-a', 'plage');
  await factors.give(browser, codeOf(key));
  await nextCode(world, world.person('pharmacien-a').id);
  const other = await factors.recognised('pharmacien-a', 'plage');
  expect((await factors.give(other, codeOf(key))).status).toBe(200);
  const [one] = (await factors.view(browser)).factors;
  const { redirectTo } = JSON.parse((await browser.send('POST', `/second-factor/factors/${one?.id}/removal`)).text) as {
    redirectTo: string;
  };
  await browser.arrive(await browser.signIn(world.url + redirectTo, 'pharmacien-a', { until: browser.callback('plage') }));
  await nextCode(world, world.person('pharmacien-a').id);
  expect((await factors.give(browser, codeOf(key))).status).toBe(200);
  expect([(await browser.session()).state, (await other.session()).state]).toEqual(['signed-in', 'signed-out']);
});

it('charter C3.1: to go on in another profile is no end of a session', async () => {
  const browser = new Browser(world);
  await browser.enter('plage', 'prescripteur-ab');
  const { profiles = [] } = await browser.session();
  const [before, count] = [browser.sessionCookie, await sessionsOf('prescripteur-ab')];
  for (const { id } of profiles) expect((await browser.send('POST', '/session/profile', { profileId: id })).status).toBe(200);
  expect(browser.sessionCookie).not.toBe(before);
  expect([await sessionsOf('prescripteur-ab'), (await browser.session()).state]).toEqual([count, 'signed-in']);
});
