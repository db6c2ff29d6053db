import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { dropDatabase } from './drop-database.js';
import { openLogins, readOwner } from '#kernel/api';

/** A database of its own, empty, on the server of this run. */
export interface TestDatabase {
  /** The owner's. */
  readonly url: string;
  drop(): Promise<void>;
}

/** @param template the name of a database to copy; empty otherwise. */
export async function freshDatabase(template = 'template1'): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is set by tools/testing/global-setup.mjs.');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const onServer = async (work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await work(client).finally(() => client.end());
  };
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  await openLogins(url.href, readOwner({ NODE_ENV: 'test', DATABASE_URL: url.href }).logins);
  return { url: url.href, drop: () => onServer((client) => dropDatabase(client, name)) };
}
