import { DataSource } from 'typeorm';
import { APPLICATION_ROLE, migrateJobs, openLogins, ownerDatabase, readOwner, type Owner } from '#kernel/api';
import { DECLARED } from './database.js';

/** Any number, always the same: processes that start together migrate one after the other. */
const MIGRATION_LOCK = 1_790_000_000;

/** Brings the database up to date, as its owner, and makes the logins of those who run. Safe to run from several processes at once. */
export async function migrate({ ownerUrl, logins, redisUrl }: Owner): Promise<void> {
  await openLogins(ownerUrl, logins);
  const owner = await new DataSource(ownerDatabase(ownerUrl, DECLARED)).initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await owner.runMigrations();
    // Who starts compares what was run with what is known.
    await owner.query(`GRANT SELECT ON migrations TO ${APPLICATION_ROLE}`);
    await migrateJobs({ ownerUrl, redisUrl });
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await owner.destroy();
  }
}

if (import.meta.main) {
  try {
    await migrate(readOwner());
  } catch (error) {
    process.stderr.write(`La base n’est pas à jour\u00a0: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
