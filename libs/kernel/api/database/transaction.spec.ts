import { DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { applicationDatabase, readConfig } from '../index.js';
import { sharedReads } from './shared-reads.js';
import { inTransaction } from './transaction.js';

let database: TestDatabase;
let db: DataSource;
beforeEach(async () => {
  database = await freshDatabase();
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url });
  db = await new DataSource(applicationDatabase({ ...config, databaseUrl: database.url }, { entities: [], migrations: [] })).initialize();
  await db.query('CREATE TABLE thing (id int PRIMARY KEY)');
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

const PID = 'SELECT pg_backend_pid() AS pid, $1::int AS rank';
const things = async (): Promise<number[]> => (await db.query('SELECT id FROM thing ORDER BY id')).map(({ id }: { id: number }) => id);

describe('a request that reads', () => {
  it('sends what it asks at once over one connection, each answer to who asked', async () => {
    const tx = sharedReads(db);
    const rows: { pid: number; rank: number }[][] = await Promise.all([1, 2, 3].map((rank) => tx.query(PID, [rank])));
    expect(rows.map(([row]) => row?.rank)).toEqual([1, 2, 3]);
    expect(new Set(rows.map(([row]) => row?.pid)).size).toBe(1);
  });

  it('fails by what failed, and by nothing beside it', async () => {
    const tx = sharedReads(db);
    const [failed, done] = await Promise.allSettled([tx.query('SELECT 1 / 0'), tx.query(PID, [1])]);
    expect([failed?.status, done?.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('has no transaction', async () => {
    await expect(sharedReads(db).transaction(async () => undefined)).rejects.toThrow('no transaction');
  });
});

describe('a transaction', () => {
  it('is kept whole', async () => {
    const seen = await inTransaction(db, async (tx) => {
      await Promise.all([tx.query('INSERT INTO thing VALUES (1)'), tx.query('INSERT INTO thing VALUES (2)')]);
      return tx.query('SELECT count(*)::int AS count FROM thing');
    });
    expect(seen).toEqual([{ count: 2 }]);
    await expect(things()).resolves.toEqual([1, 2]);
  });

  it.each([
    ['the first of what is asked at once', (id: number) => [`SELECT 1 / 0`, `INSERT INTO thing VALUES (${id})`]],
    ['the last of it', (id: number) => [`INSERT INTO thing VALUES (${id})`, `SELECT 1 / 0`]],
  ])('leaves nothing when %s fails', async (_which, said) => {
    const act = inTransaction(db, (tx) => Promise.all(said(7).map((sql) => tx.query(sql))));
    await expect(act).rejects.toThrow('division by zero');
    await expect(things()).resolves.toEqual([]);
    // The connection is whole again.
    await inTransaction(db, (tx) => tx.query('INSERT INTO thing VALUES (8)'));
    await expect(things()).resolves.toEqual([8]);
  });

  it('takes back a part of itself, and goes on', async () => {
    await inTransaction(db, async (tx) => {
      await tx.query('INSERT INTO thing VALUES (1)');
      const part = tx.transaction((inner) => inner.query('INSERT INTO thing VALUES (1)'));
      await expect(part).rejects.toThrow('duplicate key');
      await tx.query('INSERT INTO thing VALUES (2)');
    });
    await expect(things()).resolves.toEqual([1, 2]);
  });

  it('reads one moment where it is asked to', async () => {
    const counts = await inTransaction(
      db,
      async (tx) => {
        const count = async (): Promise<number> => (await tx.query('SELECT count(*)::int AS count FROM thing'))[0].count;
        const before = await count();
        await db.query('INSERT INTO thing VALUES (1)');
        return [before, await count()];
      },
      'REPEATABLE READ',
    );
    expect(counts).toEqual([0, 0]);
  });
});
