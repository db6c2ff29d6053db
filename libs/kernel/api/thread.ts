import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a work in a thread may cost. */
export interface ThreadLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** A work was stopped: it took too long or too much memory, or its thread failed. */
export class ThreadStopped extends Error {
  constructor(readonly why: 'time' | 'failure') {
    super(`A thread was stopped: ${why}.`);
  }
}

/** Built code is run as it is; sources, which only tests run, want names of TypeScript files to be understood. */
const OPTIONS =
  path.extname(import.meta.url) === '.ts'
    ? ['--conditions=source', '--import', new URL('../../../tools/testing/sources.mjs', import.meta.url).href]
    : [];

/**
 * Does in a thread of its own what could hold the process for long, and stops it at its limits.
 * @param module gets the input as `workerData`, and posts one message: what is given back
 * @throws ThreadStopped
 */
export function inThread<Result>(module: URL, input: unknown, { milliseconds, megabytes }: ThreadLimits): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, {
      workerData: input,
      execArgv: OPTIONS,
      // It has nothing to do with what the process knows.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    const end = (settle: () => void) => {
      clearTimeout(patience);
      settle();
      void worker.terminate();
    };
    const patience = setTimeout(() => end(() => reject(new ThreadStopped('time'))), milliseconds);
    worker.once('message', (result: Result) => end(() => resolve(result)));
    worker.once('error', () => end(() => reject(new ThreadStopped('failure'))));
    worker.once('exit', () => end(() => reject(new ThreadStopped('failure'))));
  });
}

/** A module that stands beside the one that says so, as that one runs: compiled, or its source. */
export function moduleBeside(here: string, name: string): URL {
  return new URL(`./${name}${path.extname(here)}`, here);
}
