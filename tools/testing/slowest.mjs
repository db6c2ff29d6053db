/** Where the time of a run goes: how long each file of specs and of journeys took, read from the results that Jest and Playwright leave. */
import path from 'node:path';
import { ROOT } from '../prelude.mjs';

/** As many lines as one reads. */
const SHOWN = 15;

/** @returns {{ file: string, ms: number }[]} one line a spec file of a Jest run. */
export function timesOfSpecs({ testResults }) {
  return testResults.map(({ name, startTime, endTime }) => ({ file: path.relative(ROOT, name), ms: endTime - startTime }));
}

/** @returns {{ file: string, ms: number }[]} one line a file of journeys: those of a file follow one another. */
export function timesOfJourneys({ suites }) {
  const of = (suite) => [
    ...(suite.suites ?? []).flatMap(of),
    ...(suite.specs ?? []).flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ duration }) => duration))),
  ];
  return suites.map((suite) => ({ file: `apps/web-e2e/${suite.file}`, ms: of(suite).reduce((sum, each) => sum + each, 0) }));
}

/** The table of the slowest files, longest first; empty when nothing was timed. */
export function slowest(times) {
  return times
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, SHOWN)
    .map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`)
    .join('\n');
}
