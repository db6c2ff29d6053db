import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true, env: { SIGN_INS_PER_MINUTE: '5' } });
});
afterAll(() => world.close());

const me = () => world.as('prescripteur-a');

describe('a request that cannot be read', () => {
  it('gets a problem that says what to do: broken JSON', async () => {
    const { body } = await me().post('/session/profile').set('content-type', 'application/json').send('{"profileId":').expect(400);
    expect(body).toMatchObject({
      code: 'broken-json',
      status: 400,
      type: 'urn:passerelle:problem:broken-json',
      detail: expect.stringContaining('accolades'),
    });
  });

  it('gets a problem that says what to do: more than 1 MB', async () => {
    await me()
      .post('/session/profile')
      .send({ profileId: 'x'.repeat(1_100_000) })
      .expect(413, /"code":"too-large"/);
  });

  it('charter C1.1: gets the names of the properties that do not exist', async () => {
    const profileId = world.person('prescripteur-a').profiles[0]?.id;
    const { body } = await me().post('/session/profile').send({ profileId, colour: 'blue' }).expect(400);
    expect(body).toMatchObject({ code: 'unknown-property', detail: expect.stringContaining('colour') });
  });

  it.each([
    ['NUL', { search: 'DUP\u0000' }],
    ['half a character', { search: '\ud83d' }],
    ['a new line where there is one line', { search: 'DUP\nJE' }],
    ['a control character in a cursor', { cursor: '\u0001' }],
    ['a control character of the second set', { search: 'DUP\u0085' }],
    ['a mark that turns the line', { search: 'DUP\u202e' }],
    ['what no one sees', { states: '\u200b\u2060\u00ad\u2800\u3164' }],
  ])('names the text that cannot be kept: %s', async (_title, body) => {
    const answer = await me().post('/enrolments/search').send(body).expect(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request', items: [{ path: Object.keys(body)[0] }] });
  });

  it('a search for nothing but spaces, or for what no one sees, looks for nothing', async () => {
    const all = await me().post('/enrolments/search').send({}).expect(200);
    for (const search of ['   ', '\u200b', '\u3164'])
      expect((await me().post('/enrolments/search').send({ search }).expect(200)).body).toEqual(all.body);
  });

  it('a creation without its key is told by a title of its own', async () => {
    const { body } = await me()
      .post('/enrolments')
      .send({ authorisationId: world.authorisation('TEC') })
      .expect(428);
    expect(body).toMatchObject({ code: 'key-required', title: expect.stringContaining('Idempotency-Key') });
    expect(body.title).not.toContain('If-Match');
  });

  it('names the text that cannot be kept: in a query too', async () => {
    await me()
      .get('/colleagues?role=%00')
      .expect(400, /invalid-request/);
  });

  it.each([[['x', 'y']], [['2026-02-30 10:00:00+00', '00000000-0000-4000-8000-000000000000']], [[1, 2]]])(
    'gets a problem that says what to do: a cursor that is none of ours, %j',
    async (key) => {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      await me()
        .post('/enrolments/search')
        .send({ cursor })
        .expect(400, /bad-cursor/);
    },
  );

  it('is one object, never a list', async () => {
    await me()
      .post('/enrolments/search')
      .send([])
      .expect(400, /Un objet JSON est attendu/);
  });

  it('carries a number that the log has too', async () => {
    const { headers, body } = await world.anyone().get('/authorisations').expect(401);
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.requestId).toBe(headers['x-request-id']);
  });
});

describe('many requests at once', () => {
  const statuses = async (asked: readonly PromiseLike<{ status: number }>[]) => [
    ...new Set((await Promise.all(asked)).map(({ status }) => status)),
  ];

  it('all get their answer: none holds a connection while it waits for another', async () => {
    const searches = Array.from({ length: 60 }, () => world.as('pharmacien-a').post('/enrolments/search').send({}).timeout(20_000));
    expect(await statuses(searches)).toEqual([200]);
  });

  it('all get their answer: those who choose a profile too', async () => {
    const profileId = world.person('prescripteur-a').profiles[0]?.id;
    const agents = await Promise.all(Array.from({ length: 30 }, () => world.signIn('prescripteur-a', { choose: false })));
    const choices = agents.map((agent) => agent.post('/session/profile').send({ profileId }).timeout(20_000));
    expect(await statuses(choices)).toEqual([200]);
  });

  it('charter C3.1: each look is logged all the same', async () => {
    const before = Number((await world.db.query('SELECT count(*) FROM access_log'))[0].count);
    await world.as('pharmacien-a').post('/enrolments/search').send({}).expect(200);
    expect(Number((await world.db.query('SELECT count(*) FROM access_log'))[0].count)).toBe(before + 1);
  });
});

describe('signing in', () => {
  it('is begun so many times a minute from one address: each time writes a session', async () => {
    const count = async () => Number((await world.db.query('SELECT count(*) FROM session'))[0].count);
    const before = await count();
    const visit = () => world.anyone().get('/sign-in/psc').set('X-Forwarded-For', '192.0.2.7');
    const places = [];
    for (let visits = 0; visits < 7; visits++) places.push((await visit()).headers['location']);
    expect(places.filter((place) => place === '/connexion?probleme=too-many-requests')).toHaveLength(2);
    expect(await count()).toBe(before + 5);
    expect((await visit().set('X-Forwarded-For', '192.0.2.8')).headers['location']).not.toMatch(/probleme/);
  });
});

describe('readiness', () => {
  it('is told part by part, and is no more once an identity provider is away', async () => {
    const { body } = await world.anyone().get('/health/ready').expect(200);
    expect(body).toMatchObject({
      status: 'up',
      parts: { database: 'up', migrations: 'up', 'identity-plage': 'up', 'identity-operateur': 'up' },
    });
    await world.db.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'Unknown1')`);
    await world.anyone().get('/health/ready').expect(200);
    await world.db.query(`UPDATE migrations SET name = 'Renamed' WHERE name LIKE 'Identity%'`);
    await world
      .anyone()
      .get('/health/ready')
      .expect(503, /"migrations":"down"/);
    await world.db.query(`UPDATE migrations SET name = 'Identity1790000000002' WHERE name = 'Renamed'`);
    await world.identity.stop();
    await world
      .anyone()
      .get('/health/ready')
      .expect(503, /"identity-plage":"down"/);
    await world.anyone().get('/health/live').expect(200);
  });

  it('charter C3.1: a provider that is away is told as such on the sign-in page', async () => {
    await world.anyone().get('/sign-in/plage').expect(302).expect('location', '/connexion?probleme=provider-failed');
  });
});
