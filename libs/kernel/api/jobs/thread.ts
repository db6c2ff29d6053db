import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a work in a thread may cost. */
export interface ThreadLimits {
  /** Of a processor: what others do beside it is not counted. */
  readonly processorMs: number;
  /** By the clock, for one that works at nothing. A loaded machine takes its time: long. */
  readonly wallMs: number;
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
    ? ['--conditions=source', '--import', new URL('../../../../tools/testing/sources.mjs', import.meta.url).href]
    : [];

const WATCH_EVERY_MS = 100;

/**
 * Does in a thread of its own what could hold the process for long, and stops it at its limits.
 * @param module gets the input as `workerData`, and posts one message: what is given back
 * @throws ThreadStopped
 */
export function inThread<Result>(module: URL, input: unknown, { processorMs, wallMs, megabytes }: ThreadLimits): Promise<Result> {
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
      clearInterval(watch);
      settle();
      void worker.terminate();
    };
    const tooLong = () => end(() => reject(new ThreadStopped('time')));
    const patience = setTimeout(tooLong, wallMs);
    const watch = setInterval(() => void worked(worker).then((ms) => ms > processorMs && tooLong()), WATCH_EVERY_MS);
    worker.once('message', (result: Result) => end(() => resolve(result)));
    worker.once('error', () => end(() => reject(new ThreadStopped('failure'))));
    worker.once('exit', () => end(() => reject(new ThreadStopped('failure'))));
  });
}

/** How long a processor has worked for it so far; nothing when it is over, which is told otherwise. */
async function worked(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return 0;
  }
}

/** A module that stands beside the one that says so, as that one runs: compiled, or its source. */
export function moduleBeside(here: string, name: string): URL {
  return new URL(`./${name}${path.extname(here)}`, here);
}
