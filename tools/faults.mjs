#!/usr/bin/env node
/**
 * `npm run faults`: fifty registrations, and at each a `kill -9` of the API, the worker or the database at a moment that chance chooses, with a
 * mail server that fails now and then. `npm run faults -- 200` for another number; FAULT_SEED repeats a run. Figures: docs/reliability.md.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, run, seconds } from './prelude.mjs';
import { PlainError } from './process.mjs';

await run(fileURLToPath(import.meta.url), async () => {
  const kills = Number(process.argv[2] ?? 50);
  if (!Number.isInteger(kills) || kills < 1) throw new PlainError('Usage : npm run faults [-- NOMBRE]');
  const seed = process.env.FAULT_SEED ?? String(Date.now() % 1_000_000);
  const file = path.join(ROOT, 'tmp/faults.json');
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  console.log(`${kills} arrêts brutaux au hasard (FAULT_SEED=${seed})…`);
  const start = performance.now();
  const code = await jest({ FAULT_KILLS: String(kills), FAULT_SEED: seed, FAULT_FIGURES: file });
  const took = seconds(performance.now() - start);
  tell(JSON.parse(readFileSync(file, 'utf8')), took);
  process.exitCode = code;
});

function jest(env) {
  const args = ['node_modules/jest/bin/jest.js', '--selectProjects', 'api', '--', 'apps/api/acceptance/random-kills'];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings', ...env },
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (status) => resolve(status ?? 1)));
}

function tell({ killed, requests, numbers, journalFaults, mails, once, twiceAndTold, onTheDesk }, took) {
  console.log(`Tués : API ${killed.api}, worker ${killed.worker}, base ${killed.database} (en ${took}).`);
  console.log(`Numéros : ${numbers.given} pour ${requests} demandes, ${numbers.distinct} différents, ${numbers.counted} au compteur.`);
  console.log(`Journal : ${journalFaults} anomalie.`);
  console.log(
    `E-mails : ${mails} à envoyer ; ${once} arrivés une fois, ${twiceAndTold} deux fois et le journal le dit, ${onTheDesk} sur le bureau du gestionnaire.`,
  );
}
