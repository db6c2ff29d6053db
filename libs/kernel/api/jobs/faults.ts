import { readFileSync } from 'node:fs';
import { isTrial } from '../config/variables.js';

/**
 * A place where a test may let a process die, as a power cut would (docs/reliability.md). `PASSERELLE_FAULT` names the point:
 * `decideRequest.before-commit` kills this process there, `decideRequest.before-commit@FILE` kills the process whose id is the first line of
 * FILE (a database's `postmaster.pid`). Only a trial knows faults.
 */
export function faultPoint(name: string): void {
  const wanted = process.env['PASSERELLE_FAULT'];
  if (!wanted || !isTrial(process.env)) return;
  const [point, pidFile] = wanted.split('@');
  if (point !== name) return;
  // Once: anyone who goes on living has met its fault.
  delete process.env['PASSERELLE_FAULT'];
  process.kill(pidFile ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : process.pid, 'SIGKILL');
  // Its children notice before we go on.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
}
