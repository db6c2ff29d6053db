import { DataSource } from 'typeorm';
import { APPLICATION_ROLE, migrateJobs, ownerDatabase, type Config } from '#kernel/api';
import { DECLARED } from './database.js';

/** Any number, always the same: processes that start together migrate one after the other. */
const MIGRATION_LOCK = 1_790_000_000;

/** Brings the database up to date, as its owner. Safe to run from several processes at once. */
export async function migrate(config: Config): Promise<void> {
  const owner = await new DataSource(ownerDatabase(config, DECLARED)).initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await owner.runMigrations();
    // Readiness compares what was run with what is known.
    await owner.query(`GRANT SELECT ON migrations TO ${APPLICATION_ROLE}`);
    await migrateJobs(config);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await owner.destroy();
  }
}
