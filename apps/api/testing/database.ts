import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openLogins, readConfig, readOwner } from '#kernel/api';
import { dropDatabase } from '#testing/drop-database';
import { migrate } from '../migrate.js';
import { fill } from './fixtures.js';
import { formerSql } from './former-files.js';

/** A database of one's own. */
export interface OwnDatabase {
  /** The owner's. */
  readonly url: string;
  drop(): Promise<void>;
}

/** Any number: workers build their templates one after the other, because roles belong to the whole server. */
const TEMPLATE_LOCK = 1_790_000_001;
const ABANDONED_AFTER_MS = 2 * 3_600_000;

/** What a database is a copy of; made once for all workers of a run, by the one that first needs it. */
const TEMPLATES = {
  /** Everyone of the tests, and nothing done yet. */
  world: async (url: string) => {
    await migrate(readOwner({ NODE_ENV: 'test', DATABASE_URL: url }));
    await fill(url);
  },
  /** What `npm start` shows. */
  demonstration: async (url: string) => {
    const env = { NODE_ENV: 'test', DATABASE_URL: url, SEED: 'demonstration', DATABASE_PATIENCE_SECONDS: '60' };
    await migrate(readOwner(env));
    // Only for the few that ask for it.
    const { seed } = await import('../../demonstration/seed.js');
    await seed(readConfig(env));
  },
  /** What an earlier version left (former.ts), brought up to date. */
  former: async (url: string) => {
    const owner = readOwner({ NODE_ENV: 'test', DATABASE_URL: url });
    // Its statements name the logins.
    await openLogins(url, owner.logins);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(await formerSql()).finally(() => client.end());
    await migrate(owner);
  },
} as const;

export type Template = keyof typeof TEMPLATES;

/** A copy of a template, migrated and filled, in some 40 ms. */
export async function newDatabase(kind: Template = 'world'): Promise<OwnDatabase> {
  const name = `passerelle_test_${process.pid}_${randomBytes(4).toString('hex')}_${Date.now()}`;
  await onServer(async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${await templateOf(server, kind)}`);
  });
  return {
    url: urlOf(name),
    drop: () => onServer((server) => dropDatabase(server, name)),
  };
}

async function templateOf(server: pg.Client, kind: Template): Promise<string> {
  const run = process.env['TEST_RUN'];
  if (!run) throw new Error('TEST_RUN is set by tools/testing/global-setup.mjs.');
  const template = `passerelle_${kind}_${run}`;
  if ((await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])).rowCount) return template;
  await sweep(server);
  // Filled under another name: a template that failed half-way is never copied.
  const draft = `${template}_draft`;
  await server.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${draft}`);
  await TEMPLATES[kind](urlOf(draft));
  await server.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  return template;
}

/** What killed runs left on a server that lasts. */
async function sweep(server: pg.Client): Promise<void> {
  const { rows } = await server.query<{ datname: string }>(
    String.raw`SELECT datname FROM pg_database WHERE datname ~ '^passerelle_(world|demonstration|test)_\d+_'`,
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
