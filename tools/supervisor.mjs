/** Starts the parts of the product in order, starts again the ones that die, and stops them in the reverse order. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, fstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError, isAlive, lastLine, readAfter } from './process.mjs';

/**
 * A part: `start(signal)` resolves when it is ready, with its process id, `exited()` and `stop()`; it may leave early when the signal says so.
 * `key` names it for tools, `name` in French sentences.
 * @typedef {{ pid?: number, exited(): Promise<unknown>, stop(): Promise<unknown> }} Running
 * @typedef {{ key: string, name: string, start(signal: AbortSignal): Promise<Running> }} Part
 */

export class Supervisor {
  #running = [];
  #abort = new AbortController();
  #stopping = undefined;
  #log;
  #patience;
  #giveUp;

  /**
   * @param {{ log?: (line: string) => void, patience?: number, giveUp: (error: Error) => void }} options
   *   `patience`: for how long (ms) a part that dies before it is ready is started again; `giveUp` is told when that is over.
   */
  constructor({ log = () => undefined, patience = 10_000, giveUp }) {
    this.#log = log;
    this.#patience = patience;
    this.#giveUp = giveUp;
  }

  /** The process ids of the parts, by key. */
  get pids() {
    return Object.fromEntries(this.#running.map(({ part, now }) => [part.key, now?.pid]));
  }

  /** Starts a part and keeps it going. @throws what its own `start` throws, the first time. */
  async start(part) {
    if (this.#stopping) return;
    const kept = { part, now: undefined, starting: undefined, deaths: [] };
    this.#running.push(kept);
    await this.#begin(kept);
    void this.#keep(kept);
  }

  /** Stops all parts, the last started first; asked twice, it does it once. */
  stop() {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll() {
    this.#abort.abort();
    for (const kept of this.#running.toReversed()) {
      // A part that was just starting is waited for: else nobody would stop it.
      await kept.starting?.catch(() => undefined);
      await Promise.resolve(kept.now?.stop()).catch((error) => this.#log(`${kept.part.name} : ${error.message}`));
    }
  }

  async #begin(kept) {
    kept.now = undefined;
    kept.starting = kept.part.start(this.#abort.signal);
    kept.now = await kept.starting;
  }

  async #keep(kept) {
    while (!this.#stopping) {
      await kept.now?.exited();
      if (this.#stopping) return;
      this.#log(`${kept.part.name}\u00a0: arrêt inattendu, redémarrage`);
      try {
        await this.#again(kept);
        this.#log(`${kept.part.name} : de nouveau en marche`);
      } catch (error) {
        if (!this.#stopping) this.#giveUp(error);
        return;
      }
    }
  }

  /** Starts a dead part again, waiting longer each time; gives up after the patience, or when it dies over and over although it gets ready. */
  async #again(kept) {
    const first = Date.now();
    kept.deaths = [...kept.deaths.filter((at) => at > first - 60_000), first];
    if (kept.deaths.length > 20) throw new PlainError(`${kept.part.name}\u00a0: trop d’arrêts inattendus en une minute.`);
    for (let wait = 100; ; wait = Math.min(wait * 2, 3_000)) {
      await sleep(wait);
      if (this.#stopping) throw new Error('stopping');
      try {
        return await this.#begin(kept);
      } catch (error) {
        if (!this.#stopping && Date.now() - first < this.#patience) continue;
        throw error;
      }
    }
  }
}

/**
 * A part that is a Node process of its own, in a group of its own (Ctrl-C reaches the supervisor alone), output in `log`.
 * @param {{ key: string, name: string, args: string[], env: object | (() => object), log: string, told?: object,
 *   ready: () => Promise<boolean>, readyWithin?: number }} options
 *   `env`, when it is a function, is asked each time the part starts; `told` holds what the part that runs has sent (its port); `ready` is
 *   asked until it says yes, or the process ends, or `readyWithin` ms are over.
 */
export function nodePart({ key, name, args, env, log, told = {}, ready, readyWithin = 600_000 }) {
  const leash = path.join(import.meta.dirname, 'leash.mjs');
  return {
    key,
    name,
    async start(signal) {
      mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
      const output = openSync(log, existsSync(log) && statSync(log).size > 10_000_000 ? 'w' : 'a', 0o600);
      const child = spawn(process.execPath, ['--enable-source-maps', `--import=${leash}`, ...args], {
        env: typeof env === 'function' ? env() : env,
        detached: true,
        stdio: ['ignore', output, output, 'ipc'],
      });
      // Where a dead one listened is nobody's, or another's.
      const forget = () => Object.keys(told).forEach((word) => delete told[word]);
      forget();
      child.on('message', (message) => Object.assign(told, message)).once('exit', forget);
      const from = fstatSync(output).size;
      closeSync(output);
      const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
      const stop = () => end(child.pid);
      for (const until = Date.now() + readyWithin; !(await ready().catch(() => false));) {
        if (child.exitCode !== null || child.signalCode !== null || !child.pid) {
          const said = lastLine(readAfter(log, from)) || `fin avec le code ${child.signalCode ?? child.exitCode}`;
          throw new PlainError(`${name} ne démarre pas\u00a0: ${said} (détails dans ${log}).`);
        }
        if (signal?.aborted || Date.now() > until) {
          await stop();
          throw new PlainError(`${name} n’est pas prêt après ${Math.round(readyWithin / 1000)} s (détails dans ${log}).`);
        }
        await Promise.race([sleep(100), ended]);
      }
      return { pid: child.pid, exited: () => ended, stop };
    },
  };
}

/** Asks a process to end; after ten seconds, ends it. */
async function end(pid) {
  const until = Date.now() + 10_000;
  for (let signal = 'SIGTERM'; pid && isAlive(pid); await sleep(20)) {
    try {
      if (signal) process.kill(pid, signal);
    } catch {
      return;
    }
    signal = Date.now() > until ? 'SIGKILL' : undefined;
  }
}
