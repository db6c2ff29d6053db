import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { verifyLiveData } from '#forms/api';
import { ownerDatabase, readConfig, verifyJournal } from '#kernel/api';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { DECLARED } from '../database.js';
import { migrate } from '../migrate.js';
import { seed } from './seed.js';
import { STORIES } from './stories.js';

jest.setTimeout(120_000);
process.env['LOG_LEVEL'] ??= 'silent';

describe('the demonstration', () => {
  let database: TestDatabase;
  let db: DataSource;
  const config = () => readConfig({ DATABASE_URL: database.url, SEED: 'demonstration' });
  const count = async (sql: string) => Number((await db.query(`SELECT count(*) AS count FROM ${sql}`))[0].count);

  beforeAll(async () => {
    database = await freshDatabase();
    await migrate(config());
    const start = performance.now();
    await seed(config());
    if (process.env['SAY']) console.log(`seeded in ${Math.round(performance.now() - start)} ms`);
    db = await new DataSource(ownerDatabase(config(), DECLARED)).initialize();
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  it('has some forty patients, in every state of a request', async () => {
    expect(STORIES.length).toBeGreaterThanOrEqual(40);
    expect(await count('enrolment')).toBe(STORIES.length);
    const rows: { state: string }[] = await db.query('SELECT DISTINCT state FROM enrolment ORDER BY state');
    expect(rows.map(({ state }) => state)).toEqual([
      'cancelled',
      'completed',
      'draft',
      'granted',
      'half-signed',
      'more-asked',
      'refused',
      'sent',
    ]);
    const statuses: { status: string }[] = await db.query('SELECT DISTINCT status FROM authorisation ORDER BY status');
    expect(statuses.map(({ status }) => status)).toEqual(['ended', 'in-force', 'suspended']);
  });

  it('has a whole journal, and e-mails that nobody waits for', async () => {
    expect((await db.transaction((tx) => verifyJournal(tx, config().sealKey))).faults).toEqual([]);
    const live = await db.transaction((tx) => verifyLiveData(tx));
    expect(live.faults).toEqual([]);
    expect(live.forms).toBe(STORIES.length);
    expect(await count(`notification WHERE state = 'pending'`)).toBe(0);
    expect(await count(`notification WHERE state = 'unconfirmed'`)).toBeGreaterThan(0);
  });

  it('is told once', async () => {
    const before = await count('journal_entry');
    await seed(config());
    expect(await count('journal_entry')).toBe(before);
  });
});
