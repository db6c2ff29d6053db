import pg from 'pg';
import { demandPowerless, type Config } from '#kernel/api';
import { MIGRATIONS } from './database.js';

/**
 * Before anything is served: the login of the application is powerless, and the database is that of this version.
 * @throws Error in French, for whoever starts the product.
 */
export async function demandSoundDatabase({ databaseUrl }: Pick<Config, 'databaseUrl'>): Promise<void> {
  await demandPowerless(databaseUrl);
  const missing = await missingMigrations(databaseUrl);
  if (missing.length === 0) return;
  throw new Error(
    `la base attend ${missing.length} migration(s), dont ${missing[0]}\u00a0: lancez «\u00a0npm run migrate\u00a0» avec le compte du propriétaire.`,
  );
}

async function missingMigrations(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
    const run = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.map(({ name }) => name).filter((name) => !run.has(name));
  } catch (error) {
    // No such table: nothing was ever run.
    if ((error as { code?: string }).code === '42P01') return MIGRATIONS.map(({ name }) => name);
    throw error;
  } finally {
    await client.end();
  }
}
