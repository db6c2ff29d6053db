/** What specs, and what they share, import as `@jest/globals`, where they run in Node itself. */
import { jestExpect } from '@jest/expect';
import { ModuleMocker } from 'jest-mock';

/** Shared code is loaded once and serves many specs, each of which has hooks and tests of its own. */
const ofThisSpec = (name) =>
  new Proxy(() => undefined, {
    apply: (_, self, args) => globalThis[name](...args),
    get: (_, key) => globalThis[name][key],
  });

export const [afterAll, afterEach, beforeAll, beforeEach, describe, it, test] = [
  'afterAll',
  'afterEach',
  'beforeAll',
  'beforeEach',
  'describe',
  'it',
  'test',
].map(ofThisSpec);
export const expect = jestExpect;

/** Where jest-circus looks for the patience of a spec. */
export const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

const mocker = new ModuleMocker(globalThis);
export const restoreAllMocks = () => mocker.restoreAllMocks();
export const jest = { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker), setTimeout: (ms) => void (globalThis[TIMEOUT] = ms) };
