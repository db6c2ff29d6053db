import path from 'node:path';
import TestSequencer from '@jest/test-sequencer';
import { ROOT } from '../prelude.mjs';

/** The specs that take longest on a machine that has never run them (the table at the end of `npm test` says which they are): begun first, nobody waits for them at the end. */
const FIRST = [
  'apps/api/testing/matrix.spec.ts',
  'apps/api/acceptance/c6-faults.spec.ts',
  'apps/demonstration/seed.spec.ts',
  'tools/journal.spec.ts',
  'apps/api/acceptance/protocol-command.spec.ts',
];

const rank = ({ path: file }) => {
  const found = FIRST.indexOf(path.relative(ROOT, file));
  return found < 0 ? FIRST.length : found;
};

/** Jest's own order (what failed, then by the time of the run before, then by size), behind the few whose slowness is known. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}
