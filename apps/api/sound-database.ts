import pg from 'pg';
import { demandPowerless, demandServerSettings, type Config } from '#kernel/api';
import { MIGRATIONS } from './database.js';

/**
 * Before anything is served: the login of the application is powerless, the database is that of this version, and the server has the settings that
 * the product leans on.
 * @throws Error in French, for anyone who starts the product.
 */
export async function demandSoundDatabase({ databaseUrl }: Pick<Config, 'databaseUrl'>): Promise<void> {
  await demandPowerless(databaseUrl);
  const missing = await missingMigrations(databaseUrl);
  if (missing.length > 0)
    throw new Error(
      `la base attend ${missing.length} migration(s), dont ${missing[0]}\u00a0: lancez «\u00a0npm run migrate\u00a0» avec le compte du propriétaire.`,
    );
  await connected(databaseUrl, (client) =>
    demandServerSettings({ query: async (sql, parameters) => (await client.query<never>(sql, parameters)).rows }),
  );
}

async function connected<T>(connectionString: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

function missingMigrations(connectionString: string): Promise<string[]> {
  return connected(connectionString, async (client) => {
    try {
      const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
      const run = new Set(rows.map(({ name }) => name));
      return MIGRATIONS.map(({ name }) => name).filter((name) => !run.has(name));
    } catch (error) {
      // No such table: nothing was ever run.
      if ((error as { code?: string }).code === '42P01') return MIGRATIONS.map(({ name }) => name);
      throw error;
    }
  });
}
