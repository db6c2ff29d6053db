/** Small things that every launcher needs: a free port, whether a process lives, an error that is one line for people. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the person at the keyboard must know, in one line, without a stack. */
export class PlainError extends Error {}

/** A port that was free a moment ago, on 127.0.0.1. */
export async function freePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Settles when the process is gone; a child of ours and an adopted one are watched alike. */
export async function whenGone(pid) {
  while (isAlive(pid)) await sleep(250);
}

/** Whether the process lives; one that ended and that nobody has looked after is gone for us. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return !/^\d+ \(.*\) Z/.test(readIfThere(`/proc/${pid}/stat`) ?? '');
}

/** The file's text, or undefined when it cannot be read. */
export function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What was written to a file after its first `offset` bytes. */
export function readAfter(file, offset) {
  try {
    return readFileSync(file).subarray(offset).toString('utf8');
  } catch {
    return '';
  }
}

/** The last line that says something. */
export const lastLine = (text) => text.trim().split('\n').at(-1)?.trim() ?? '';

/** The line for a port that someone else has. */
export const portInUse = (port) =>
  new PlainError(
    `Le port ${port} est déjà utilisé\u00a0: Passerelle fonctionne peut-être déjà (http://localhost:${port}). Sinon, choisissez un autre port\u00a0: PORT=${port + 1} npm start`,
  );
