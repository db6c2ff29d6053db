import pg from 'pg';
import { DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { applicationClient, applicationDatabase, readConfig } from '../index.js';
import { StatementNames } from './prepared.js';

describe('names of statements', () => {
  it('are given to what repeats, one each, and to nothing else', () => {
    const names = new StatementNames();
    const said = (text: string, times: number) => Array.from({ length: times }, () => names.of(text));
    expect(said('a', 4)).toEqual([undefined, undefined, 's0_0', 's0_0']);
    expect(said('b', 3).at(-1)).toBe('s0_1');
    for (let once = 0; once < 20_000; once++) expect(names.of(`once ${once}`)).toBeUndefined();
    names.startOver();
    expect(said('a', 3).at(-1)).toBe('s1_0');
  });

  it('are of five hundred statements at most', () => {
    const names = new StatementNames();
    const given = Array.from({ length: 600 }, (_, rank) => [1, 2, 3].map(() => names.of(`text ${rank}`)).at(-1));
    expect(given.filter(Boolean)).toHaveLength(500);
  });
});

describe('a connection of the application', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.drop());

  const open = (env: Record<string, string> = {}) => {
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, ...env });
    const { extra, ...options } = applicationDatabase({ ...config, databaseUrl: database.url }, { entities: [], migrations: [] }) as {
      extra: object;
    };
    return new DataSource({ ...options, extra: { ...extra, max: 1 } } as never).initialize();
  };
  const prepared = async (db: DataSource): Promise<string[]> =>
    (await db.query('SELECT statement FROM pg_prepared_statements ORDER BY 1')).map(({ statement }: { statement: string }) => statement);

  it('prepares what repeats, and goes on when a table changes under it', async () => {
    const db = await open();
    try {
      await db.query('CREATE TABLE thing (id int)');
      const sql = 'SELECT * FROM thing WHERE id = $1';
      for (let time = 0; time < 4; time++) await db.query(sql, [1]);
      await expect(prepared(db)).resolves.toEqual([sql]);
      await db.query('ALTER TABLE thing ADD COLUMN name text; INSERT INTO thing VALUES (1, $$one$$)');
      // Anyone who comes first is refused once; nobody after.
      await expect(db.query(sql, [1])).rejects.toThrow(/cached plan/);
      await expect(db.query(sql, [1])).resolves.toEqual([{ id: 1, name: 'one' }]);
    } finally {
      await db.destroy();
    }
  });

  it('is told of it too where a pool asks, with a callback', async () => {
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url });
    const pool = new pg.Pool({ connectionString: database.url, max: 1, Client: applicationClient(config) });
    try {
      await pool.query('CREATE TABLE thing (id int)');
      const sql = 'SELECT * FROM thing WHERE id = $1';
      for (let time = 0; time < 4; time++) await pool.query(sql, [1]);
      await pool.query('ALTER TABLE thing ADD COLUMN name text; INSERT INTO thing VALUES (1, $$one$$)');
      await expect(pool.query(sql, [1])).rejects.toThrow(/cached plan/);
      expect((await pool.query(sql, [1])).rows).toEqual([{ id: 1, name: 'one' }]);
    } finally {
      await pool.end();
    }
  });

  it('prepares nothing where the configuration says so', async () => {
    const db = await open({ PREPARED_STATEMENTS: 'off' });
    try {
      for (let time = 0; time < 5; time++) await db.query('SELECT $1::int', [time]);
      await expect(prepared(db)).resolves.toEqual([]);
    } finally {
      await db.destroy();
    }
  });
});
