/**
 * One PostgreSQL for a run of the API's tests: the one of DATABASE_URL, or a packaged one of its own, so that several runs (and
 * `npm start`) stand side by side. Specs read TEST_DATABASE_URL, the owner's. The browser that draws PDFs is found here too.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from '../browser.mjs';
import { startPostgres, stopOrphan } from '../postgres.mjs';

const FOLDER = path.resolve(import.meta.dirname, '../../tmp/test-postgres');

export default async function setup() {
  const { executablePath, env } = await findBrowser();
  // The workers of a run share what is costly to make: they know it by the name of the run.
  Object.assign(process.env, env, { PUPPETEER_EXECUTABLE_PATH: executablePath, TEST_RUN: `${process.pid}_${Date.now()}` });
  if (process.env.DATABASE_URL) {
    process.env.TEST_DATABASE_URL = process.env.DATABASE_URL;
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  await sweep();
  const dir = path.join(FOLDER, String(process.pid), 'data');
  const server = await startPostgres({ dir, durable: false });
  process.env.TEST_DATABASE_URL = server.url;
  globalThis.__TEST_POSTGRES__ = {
    async stop() {
      await server.stop();
      rmSync(path.dirname(dir), { recursive: true, force: true });
    },
  };
}

/** A run that was killed leaves its server behind: the next one clears it away. */
async function sweep() {
  for (const run of readdirSync(FOLDER)) {
    if (existsSync(`/proc/${run}`)) continue;
    await stopOrphan(path.join(FOLDER, run, 'data'));
    rmSync(path.join(FOLDER, run), { recursive: true, force: true });
  }
}
