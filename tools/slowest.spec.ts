import { describe, expect, it } from '@jest/globals';
import path from 'node:path';

const { slowest, timesOfJourneys, timesOfSpecs } = await import(path.resolve('tools/testing/slowest.mjs'));

describe('the slowest files of a run', () => {
  it('are read from what Jest leaves', () => {
    const testResults = [{ name: path.resolve('libs/a.spec.ts'), startTime: 1000, endTime: 3500 }];
    expect(timesOfSpecs({ testResults })).toEqual([{ file: 'libs/a.spec.ts', ms: 2500 }]);
  });

  it('and from what Playwright leaves, a file with its groups as one', () => {
    const spec = (...durations: number[]) => ({ tests: [{ results: durations.map((duration) => ({ duration })) }] });
    const suites = [{ file: 'year.spec.mjs', specs: [spec(1000, 500)], suites: [{ specs: [spec(250)] }] }];
    expect(timesOfJourneys({ suites })).toEqual([{ file: 'apps/web-e2e/year.spec.mjs', ms: 1750 }]);
  });

  it('stand longest first, fifteen at most', () => {
    const times = Array.from({ length: 20 }, (_, index) => ({ file: `f${index}`, ms: index * 100 }));
    const lines = slowest(times).split('\n');
    expect(lines).toHaveLength(15);
    expect(lines[0]).toBe('    1.9 s  f19');
    expect(slowest([])).toBe('');
  });
});
