import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { readConfig } from '#kernel/api';
import { migrate } from '../migrate.js';
import { fill } from './fixtures.js';

/** Any number: workers build their templates one after the other, because roles belong to the whole server. */
const TEMPLATE_LOCK = 1_790_000_001;
const ABANDONED_AFTER_MS = 2 * 3_600_000;

/** One template for each worker of a run, so that it never outlives the code that made it. */
const TEMPLATE = `passerelle_template_${process.pid}_${Math.floor(performance.timeOrigin)}`;

/** A database of one's own, migrated and filled: a copy of the template, in some 40 ms. */
export async function newDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `passerelle_test_${process.pid}_${randomBytes(4).toString('hex')}_${Date.now()}`;
  await onServer(async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(server);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return {
    url: urlOf(name),
    drop: () => onServer(async (server) => void (await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

async function ensureTemplate(server: pg.Client): Promise<void> {
  if ((await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE])).rowCount) return;
  await sweep(server);
  // Filled under another name: a template that failed half-way is never copied.
  const draft = `${TEMPLATE}_draft`;
  await server.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${draft}`);
  await migrate(readConfig({ DATABASE_URL: urlOf(draft) }));
  await fill(urlOf(draft));
  await server.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
}

/** What killed runs left on a server that lasts. */
async function sweep(server: pg.Client): Promise<void> {
  const { rows } = await server.query<{ datname: string }>(
    String.raw`SELECT datname FROM pg_database WHERE datname ~ '^passerelle_(template|test)_\d+_'`,
  );
  for (const { datname } of rows) {
    const made = Number(/(\d{13})(_draft)?$/.exec(datname)?.[1]);
    if (Date.now() - made > ABANDONED_AFTER_MS) await server.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
}

async function onServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: serverUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is missing: run the tests by « npm test » or « npx jest ».');
  return url;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}
