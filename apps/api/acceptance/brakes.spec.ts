import { DataSource } from 'typeorm';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({
    env: {
      REQUESTS_PER_MINUTE: '5',
      ADDRESS_REQUESTS_PER_MINUTE: '20',
      SIGN_INS_PER_MINUTE: '2',
      HEALTH_SECONDS: '60',
      DATABASE_PATIENCE_SECONDS: '7',
      TRUSTED_PROXIES: 'loopback, 198.51.100.0/24',
    },
  });
});
afterAll(() => world.close());

const from = (address: string) => ({ 'X-Forwarded-For': address });

describe('who asks too often', () => {
  it('is told when to come back, in a problem; anyone who else sits there is not', async () => {
    const ask = (by: string) => world.as(by).get('/session').set(from('192.0.2.1'));
    for (let visits = 0; visits < 5; visits++) await ask('prescripteur-a').expect(200);
    const { body, headers } = await ask('prescripteur-a').expect(429);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(body).toMatchObject({ code: 'too-many-requests', detail: expect.stringMatching(/Réessayez dans \d+ secondes?\./) });
    // Wherever they go, and by whatever route.
    await world.as('prescripteur-a').get('/authorisations').set(from('192.0.2.2')).expect(429);
    await ask('pharmacien-a').expect(200);
  });

  it('is counted by address when nobody is signed in, a network of IPv6 being one address', async () => {
    const ask = (address: string) => world.anyone().get('/session').set(from(address));
    for (let visits = 0; visits < 20; visits++) await ask(`2001:db8:1:1::${visits}`).expect(200);
    await ask('2001:db8:1:1::ffff').expect(429);
    await ask('2001:db8:2:2::1').expect(200);
  });

  it('is known by the address that a trusted proxy tells, and by no other', async () => {
    const ask = (chain: string) => world.anyone().get('/sign-in/nobody').set(from(chain));
    // What the visitor wrote before the first proxy that we do not know counts for nothing.
    for (let visits = 0; visits < 20; visits++) await ask(`10.0.0.${visits}, 203.0.113.9, 198.51.100.7`).expect(404);
    await ask('10.9.9.9, 203.0.113.9, 198.51.100.8').expect(429);
    await ask('203.0.113.10, 198.51.100.7').expect(404);
  });

  it('still learns whether the product serves, which asks its parts once in a while only', async () => {
    for (let visits = 0; visits < 40; visits++) await world.anyone().get('/health/live').set(from('192.0.2.3')).expect(200);
    await world.anyone().get('/health/ready').set(from('192.0.2.3')).expect(200);
    await world.db.query(`UPDATE worker_beat SET at = now() - interval '1 hour'`);
    await world.anyone().get('/health/ready').set(from('192.0.2.3')).expect(200);
  });
});

describe('the application’s connections', () => {
  it('wait for no statement, no lock and no forgotten transaction beyond their terms, and take one process each', async () => {
    const settings: { name: string; setting: string }[] = await world.app
      .get(DataSource)
      .query(
        `SELECT name, setting FROM pg_settings WHERE name ~ '^((statement|lock|idle_in_transaction_session)_timeout|max_parallel_workers_per_gather)$'`,
      );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, Number(setting)]))).toEqual({
      idle_in_transaction_session_timeout: 42_000,
      lock_timeout: 14_000,
      max_parallel_workers_per_gather: 0,
      statement_timeout: 42_000,
    });
  });
});
