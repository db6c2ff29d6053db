/** Small things that every launcher needs: where a process listens, whether it lives, an error that is one line for people. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the person at the keyboard must know, in one line, without a stack. */
export class PlainError extends Error {}

/**
 * The port that a part of the product chose for itself (PORT=0), as it tells who started it with a channel: one that was chosen for it could be
 * another's by the time it listens.
 * @throws when it ends without telling.
 */
export const toldPort = (child) =>
  new Promise((resolve, reject) => {
    child.on('message', ({ port }) => port && resolve(port));
    child.once('error', reject).once('exit', (code, signal) => reject(new Error(`Ended (${signal ?? code}) before it listened.`)));
  });

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
