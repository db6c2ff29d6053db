/**
 * The whole product for the browser journeys: `npm start` with data of its own and, when DATABASE_URL names a server, a database of its own
 * there. `--empty` begins without the demonstration. Everything goes when it stops; the logs of a run stay until the next one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { stopOrphan } from '../postgres.mjs';
import { ROOT } from '../prelude.mjs';
import { whenAnswers } from './answering.mjs';

/** Journeys ask in a minute what a person asks in a day, of a database that others may load. */
const HASTY = { REQUESTS_PER_MINUTE: '0', ADDRESS_REQUESTS_PER_MINUTE: '0', SIGN_INS_PER_MINUTE: '0', DATABASE_PATIENCE_SECONDS: '60' };

/** Demanded where all tell two factors: of nobody, but of the one journey in which the provider is made to tell one. */
const DEMANDED = { PSC_SECOND_FACTOR: 'demanded' };

const FOLDER = path.join(ROOT, 'tmp/e2e');
const data = path.join(FOLDER, String(process.pid));

mkdirSync(FOLDER, { recursive: true });
for (const run of readdirSync(FOLDER)) {
  if (existsSync(`/proc/${run}`)) continue;
  await stopOrphan(path.join(FOLDER, run, 'postgres'));
  rmSync(path.join(FOLDER, run), { recursive: true, force: true });
}

const database = process.env.DATABASE_URL && (await ownDatabase(process.env.DATABASE_URL));
const child = spawn(process.execPath, [path.join(ROOT, 'tools/start.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PASSERELLE_DATA: data,
    IDENTITY_FAULTS: '1',
    ...HASTY,
    ...DEMANDED,
    ...(database && { DATABASE_URL: database.url }),
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', async (code) => {
  await database?.drop();
  process.exit(code ?? 1);
});

// Playwright reads the port here.
const port = await whenAnswers(child, data);
if (port) console.log(`The product answers on port ${port}.`);

async function ownDatabase(server) {
  const name = `passerelle_e2e_${process.pid}`;
  const admin = async (sql) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`drop database if exists ${name} with (force)`).catch(() => undefined) };
}
