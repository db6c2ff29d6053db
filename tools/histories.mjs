#!/usr/bin/env node
/**
 * `npm run histories`: two thousand random histories of rights, each compared with the second reading of the charter (docs/testing.md). `N=50` for another number;
 * `SEED=… N=1` tells one of them again, and asks everything of it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROOT, run } from './prelude.mjs';
import { PlainError } from './process.mjs';

await run(fileURLToPath(import.meta.url), async () => {
  const number = Number(process.env.N ?? 2000);
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  if (!Number.isInteger(number) || number < 1 || !Number.isInteger(seed))
    throw new PlainError('Usage : SEED=NOMBRE N=NOMBRE npm run histories');
  console.log(`${number} histoires au hasard (SEED=${seed} N=${number})…`);
  process.exitCode = await jest({ HISTORIES: String(number), HISTORIES_SEED: String(seed) });
});

function jest(env) {
  const args = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'api',
    '--testTimeout',
    '86400000',
    '--',
    'apps/api/acceptance/c5-histories',
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', ...env },
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (status) => resolve(status ?? 1)));
}
