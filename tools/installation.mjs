/** The installation on which a command works: the one of DATABASE_URL, or the local one (`.data`, running or not). */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prelude.mjs';
import { PlainError, readIfThere } from './process.mjs';

/**
 * The installation that the environment names, or the local one; its server is started for the occasion when it sleeps. The key of the seals is read by who
 * asks for it: a command that seals nothing is given none.
 */
export async function openInstallation() {
  const data = path.resolve(process.env.PASSERELLE_DATA ?? '.data');
  if (process.env.DATABASE_URL) {
    const { readSealKey } = await import(path.join(ROOT, 'dist/libs/kernel/api/config/config.js'));
    return {
      url: process.env.DATABASE_URL,
      get key() {
        return readSealKey();
      },
      stop: async () => undefined,
    };
  }
  if (!existsSync(path.join(data, 'postgres'))) {
    throw new PlainError('Il n’y a pas de base ici : lancez d’abord « npm start », ou indiquez DATABASE_URL.');
  }
  const { readSecrets } = await import('./secrets.mjs');
  const key = process.env.SEAL_KEY ?? readSecrets(data).SEAL_KEY;
  const running = JSON.parse(readIfThere(path.join(data, 'run.json')) || '{}').databaseUrl;
  if (running) return { url: running, key, stop: async () => undefined };
  const { startPostgres } = await import('./postgres.mjs');
  const server = await startPostgres({ dir: path.join(data, 'postgres') });
  return { url: server.url, key, stop: () => (server.adopted ? undefined : server.stop()) };
}

/** One transaction on that database: `work` is given what the application's own code asks of one. */
export async function withTransaction(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error) => {
    throw new PlainError(`La base ne répond pas : ${error.message || error.code}.`);
  });
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await work({ query: async (sql, parameters) => (await client.query(sql, parameters)).rows });
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
