import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Courses, verifyLiveData } from '#forms/api';
import { Journal, ownerDatabase, readConfig, verifyJournal } from '#kernel/api';
import { todayIn } from '#kernel/domain';
import { ProtocolVersions } from '#protocols/api';
import { DECLARED } from '../api/database.js';
import { newDatabase, type OwnDatabase } from '../api/testing/database.js';
import { seed } from './seed.js';
import { REQUESTS, STORIES } from './stories.js';

process.env['LOG_LEVEL'] ??= 'silent';

describe('the demonstration', () => {
  let database: OwnDatabase;
  let db: DataSource;
  const config = () => readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, SEED: 'demonstration' });
  const count = async (sql: string) => Number((await db.query(`SELECT count(*) AS count FROM ${sql}`))[0].count);

  /** The states that the calendars of its patients show today. */
  const statesOfCalendars = async (): Promise<ReadonlySet<string>> => {
    const courses = new Courses(new ProtocolVersions(new Journal()));
    const rows: { id: string }[] = await db.query(`SELECT id FROM enrolment WHERE state = 'granted'`);
    const today = todayIn('Europe/Paris', new Date());
    const found = await Promise.all(rows.map(({ id }) => courses.of(db.manager, id, today)));
    return new Set(found.flatMap(({ course }) => course.schedule.rows.map(({ state }) => state)));
  };

  beforeAll(async () => {
    database = await newDatabase('demonstration');
    db = await new DataSource(ownerDatabase(database.url, DECLARED)).initialize();
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  it('has some forty patients, in every state of a request', async () => {
    expect(REQUESTS.length).toBeGreaterThanOrEqual(40);
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
    const statuses: { status: string }[] = await db.query(
      `SELECT DISTINCT authorisation_status(status, turns, to_char(now() AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')) AS status FROM authorisation ORDER BY status`,
    );
    expect(statuses.map(({ status }) => status)).toEqual(['ended', 'in-force', 'suspended']);
  });

  it('has some twenty patients who are followed under six protocols, with forms in every state', async () => {
    expect(STORIES.length - REQUESTS.length).toBeGreaterThanOrEqual(20);
    const followed: { code: string; forms: number }[] = await db.query(
      `SELECT a.code, count(*)::int AS forms FROM form_record f JOIN enrolment e ON e.id = f.enrolment_id JOIN authorisation a ON a.id = e.authorisation_id
       WHERE f.form_kind NOT IN ('FAT', 'INC') GROUP BY a.code ORDER BY a.code`,
    );
    expect(followed.map(({ code }) => code)).toEqual(['ENH', 'KAF', 'TEC', 'TGH', 'TPZ', 'VYV']);
    const kinds: { kind: string }[] = await db.query('SELECT DISTINCT form_kind AS kind FROM form_record ORDER BY kind');
    expect(kinds.map(({ kind }) => kind)).toEqual(['ARRET', 'EI', 'FAT', 'FIT', 'INC', 'QDV', 'SP', 'SUIVI']);
    const states = await statesOfCalendars();
    expect([...states].sort()).toEqual(['complete', 'due', 'in-progress', 'late', 'not-applicable', 'upcoming']);
    // Answers that were left, and others that are asked about.
    expect(await count(`form_record WHERE form_kind NOT IN ('FAT', 'INC') AND state = 'complete' AND missing > 0`)).toBeGreaterThan(0);
    expect(await count(`protocol_version WHERE code = 'ENHERTU-HER2-FAIBLE'`)).toBe(2);
  });

  it('has a whole journal, and e-mails that nobody waits for', async () => {
    expect((await db.transaction((tx) => verifyJournal(tx, config().sealKey))).faults).toEqual([]);
    const live = await db.transaction((tx) => verifyLiveData(tx));
    expect(live.faults).toEqual([]);
    expect(live.forms).toBe(await count('form_record'));
    expect(await count(`notification WHERE state = 'pending'`)).toBe(0);
    expect(await count(`notification WHERE state = 'unconfirmed'`)).toBeGreaterThan(0);
  });

  it('is told once', async () => {
    const before = await count('journal_entry');
    await seed(config());
    expect(await count('journal_entry')).toBe(before);
  });
});
