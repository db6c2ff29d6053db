import path from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from '../../tools/browser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
// The product takes a free port and says which: workers, which read this file again, find it in their environment.
const baseURL = process.env.E2E_PORT && `http://localhost:${process.env.E2E_PORT}`;
const { executablePath, args, env } = await findBrowser();

/**
 * Journeys that change what the others stand on (an authorisation suspended, an account closed, a protocol published, a device handed over), or
 * that time what they see: one at a time, once the others are over.
 */
const ALONE = /(continuity|empty|manager|opening|versions|path|pharmacist|prescriber|pnm|holder|offline|questionnaire|live)\.spec\.mjs$/;

/** Journeys of whole people through the whole product, started as `npm start` does, with data of their own. */
export default defineConfig({
  testDir: '.',
  outputDir: path.join(root, 'tmp/journeys'),
  // A machine that others load takes its time: patience costs nothing while all goes well. What must be fast is measured in benchmarks.
  timeout: 1_200_000,
  expect: { timeout: 30_000 },
  workers: 2,
  projects: [
    // « teardown » is what comes after, whether a journey failed or not: after a dependency that failed nothing would run, and nothing be known.
    { name: 'side by side', testIgnore: ALONE, teardown: 'alone' },
    { name: 'alone', testMatch: ALONE, workers: 1 },
  ],
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ...(process.env.E2E_RESULTS ? [['json', { outputFile: process.env.E2E_RESULTS }]] : [])],
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
    // What was done, without a copy of the page at each step: copies took as long as the journeys themselves. When one is looked into: `--trace on`.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false, sources: false },
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
  },
  webServer: {
    command: `"${process.execPath}" tools/testing/run-product.mjs`,
    cwd: root,
    env: { ...process.env, PORT: '0' },
    wait: { stdout: /The product answers on port (?<e2e_port>\d+)/ },
    timeout: 900_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
});
