/**
 * Specs of the server run in Node itself, one after the other in the process of a worker: what they load is loaded once a worker. Jest's own way,
 * a world of modules for each file, spent more time on loading Nest, TypeORM and us again than on most specs. Everything else stays Jest's:
 * its workers, the order of hooks and tests, timeouts, matchers, reports.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Runtime from 'jest-runtime';
import { refuseDone } from '../done.mjs';
import { restoreAllMocks, TIMEOUT } from './globals.mjs';
import { sourceMaps } from './loader.mjs';
import { throwStray } from './stray.mjs';

const require = createRequire(import.meta.url);
const ENVIRONMENT = { ...process.env };
const HANDLERS = Symbol.for('EVENT_HANDLERS');

/** How often this process has run which spec, the last one last: one that is watched, or that two projects list, comes again. */
const runs = new Map();

export default class BareRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    environment.handleTestEvent = refuseDone;
  }

  /** The part of jest-circus that collects the tests of a spec and runs them keeps them in itself: each spec has its own. */
  requireInternalModule(file, ...rest) {
    if (!file.includes(`${path.sep}jest-circus${path.sep}`)) return super.requireInternalModule(file, ...rest);
    delete require.cache[file];
    delete globalThis[HANDLERS];
    delete globalThis[TIMEOUT];
    return require(file);
  }

  setGlobalsForRuntime(globals) {
    Object.assign(globalThis, globals);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(file) {
    if (file === this._testPath) await this.#runSpec(file);
    else await import(pathToFileURL(file).href);
  }

  async #runSpec(file) {
    throwStray([...runs.keys()].at(-1));
    const again = runs.get(file) ?? 0;
    runs.delete(file);
    runs.set(file, again + 1);
    // Node runs a module once: the spec that comes again is another one, of the same text.
    await import(pathToFileURL(file).href + (again ? `?again=${again}` : ''));
  }

  getSourceMaps() {
    return sourceMaps;
  }

  /** The next spec finds the environment as this one found it, and nothing spied upon that they share. */
  teardown() {
    super.teardown();
    restoreAllMocks();
    for (const name of Object.keys(process.env)) if (!(name in ENVIRONMENT)) delete process.env[name];
    Object.assign(process.env, ENVIRONMENT);
  }
}
