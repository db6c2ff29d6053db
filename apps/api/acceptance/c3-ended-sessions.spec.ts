import { Controller, Get, Module, Post, Req } from '@nestjs/common';
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

  /** Takes its time, no matter who asks. */
  @Get()
  @Requires('nothing')
  async read() {
    gate.arrived();
    await gate.opens;
    return {};
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

const stateOf = (url: string) => new URL(url).searchParams.get('state');

/** Until so many wait for locks of that kind. */
async function waiting(kind: string, count: number): Promise<void> {
  for (;;) {
    const [{ found }] = await world.db.query(
      `SELECT count(*)::int AS found FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE ${kind} AND NOT granted AND datname = current_database()`,
    );
    if (found >= count) return;
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
    await waiting(`locktype = 'advisory'`, 1);
    await meanwhile();
    await holder.commitTransaction();
    return await answer;
  } finally {
    await holder.release();
  }
}

/** From now on until the answer is `open`, whatever asks the probe stands still. @returns when so many stand there. */
function closed(count: number): { arrived: Promise<void>; open: () => void } {
  let open = () => undefined as void;
  gate.opens = new Promise((resolve) => (open = resolve));
  const arrived = new Promise<void>((resolve) => {
    gate.arrived = () => void (--count === 0 && resolve());
  });
  return { arrived, open };
}

it('charter C3.1: an answer that comes late to a session left idle does not undo the sign-in that began meanwhile', async () => {
  const browser = await factors.recognised('pharmacien-a', 'plage');
  await world.db.query(`UPDATE session SET last_act_at = now() - interval '1 day'`);
  const { arrived, open } = closed(5);
  const late = Promise.all(Array.from({ length: 5 }, () => browser.ask(`${world.url}/api/v1/probe`)));
  await arrived;
  const begun = await browser.signIn(`${world.url}/api/v1/sign-in/plage`, 'pharmacien-a', { until: browser.callback('plage') });
  open();
  expect((await late).map(({ status, headers }) => [status, headers.get('set-cookie')])).toEqual(Array(5).fill([200, null]));
  expect((await browser.arrive(begun)).url).not.toContain('probleme');
  expect((await browser.session()).state).not.toBe('signed-out');
});

it('charter C3.1: nor do requests that find it so while one begins', async () => {
  for (let round = 0; round < 5; round++) {
    const browser = await factors.recognised('pharmacien-a', 'plage');
    await world.db.query(`UPDATE session SET last_act_at = now() - interval '1 day'`);
    const beside = () => Promise.all(Array.from({ length: 8 }, () => browser.ask(`${world.url}/api/v1/session`)));
    const [, begun] = await Promise.all([
      beside(),
      browser.signIn(`${world.url}/api/v1/sign-in/plage`, 'pharmacien-a', { until: browser.callback('plage') }),
      beside(),
    ]);
    expect((await browser.arrive(begun)).url).not.toContain('probleme');
    expect((await browser.session()).state).not.toBe('signed-out');
  }
});

it('charter C3.1: a session left idle is nobody’s once it is found so, and is not theirs again by a request under way', async () => {
  await end('pharmacien-a');
  const browser = await factors.recognised('pharmacien-a', 'plage');
  const { arrived, open } = closed(1);
  const answer = browser.send('POST', '/probe');
  await arrived;
  await world.db.query(`UPDATE session SET last_act_at = now() - interval '1 day'`);
  expect((await browser.session()).state).toBe('signed-out');
  open();
  expect((await answer).status).toBe(201);
  expect([await sessionsOf('pharmacien-a'), (await browser.session()).state]).toEqual([0, 'signed-out']);
});

it.each([
  ['to its page', (begun: string) => begun],
  ['to the page that says what went wrong', (begun: string) => `${begun.split('?')[0]}?error=access_denied&state=${stateOf(begun)}`],
])('charter C3.1: a browser leaves %s once its session is written, since it asks again as soon as it is told to', async (_, answered) => {
  const browser = new Browser(world);
  const { url } = await browser.signIn(`${world.url}/api/v1/sign-in/plage`, 'pharmacien-a', { until: browser.callback('plage') });
  const holder = world.db.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM session WHERE sid = $1 FOR UPDATE', [browser.sessionId]);
  let told = false;
  // Its head alone: a browser waits for no more.
  const answer = fetch(answered(url), { headers: { cookie: browser.cookieHeader(url) }, redirect: 'manual' }).finally(() => (told = true));
  await waiting(`locktype IN ('transactionid', 'tuple')`, 1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(told).toBe(false);
  await holder.commitTransaction();
  await holder.release();
  expect((await answer).status).toBe(302);
});

it('charter C3.1: a session that was ended stays so, whatever a request that was under way writes of it', async () => {
  const browser = await factors.recognised('pharmacien-a', 'plage');
  const { arrived, open } = closed(1);
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
