/**
 * `npm run bench [-- NAME…]`: every benchmark, one after the other, then the tables of docs/performance.md written again, each with the day, the machine and its load. Ratios and
 * processor time come first; wall times say something on a quiet machine alone, so that a loaded one is refused, unless `BENCH_LOADED=1`: the tables say so then.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../prelude.mjs';
import { PlainError } from '../process.mjs';
import { tableOf } from './report.mjs';

const PAGE = path.join(ROOT, 'docs/performance.md');
const REPORT = path.join(ROOT, 'tmp/bench-report.jsonl');
/** In the order of the page. */
const BENCHES = ['reads', 'save', 'dashboard', 'bulk', 'passage', 'live', 'form'];
/** Of one core, by whatever else runs: more weighs on what is measured. */
const QUIET = 0.25;
/** What a benchmark itself leaves of load goes within this time. */
const SETTLES_SECONDS = 120;

/**
 * @param wanted names of benchmarks; none: all of them.
 * @throws {PlainError} on a loaded machine, and when a benchmark fails: what its table said stands.
 */
export async function runBenches(wanted) {
  const unknown = wanted.filter((name) => !BENCHES.includes(name));
  if (unknown.length > 0) throw new PlainError(`No such benchmark: ${unknown.join(', ')}. There are ${BENCHES.join(', ')}.`);
  if (process.env.BENCH_LOADED !== '1' && !(await isQuiet(5)))
    throw new PlainError(`The machine is loaded (${loadNow()}): stop what runs on it, or ask for tables that say so by BENCH_LOADED=1.`);
  const aims = [];
  const failed = [];
  for (const name of wanted.length > 0 ? wanted : BENCHES) {
    const quiet = await isQuiet(process.env.BENCH_LOADED === '1' ? 5 : SETTLES_SECONDS);
    const before = loadNow();
    process.stdout.write(`\n${name}\n`);
    const found = await measure(name);
    if (!found) failed.push(name);
    for (const { name: place, head, rows, aims: own } of found ?? []) {
      rewrite(place, `${situation(quiet, before)}\n\n${tableOf(head, rows)}`);
      aims.push(...own);
    }
  }
  // Those of a benchmark that ran alone would hide the others.
  if (wanted.length === 0) rewrite('aims', tableOf(['figure', 'aim', 'measured', ''], aims.map(rowOf)));
  if (failed.length > 0) throw new PlainError(`Not measured: ${failed.join(', ')}. What their tables said stands.`);
}

/** @returns what it reported; undefined when it failed. */
async function measure(name) {
  rmSync(REPORT, { force: true });
  const env = { ...process.env, BENCH_REPORT: REPORT };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, `${name}.mjs`)], { cwd: ROOT, env, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  if (code !== 0 || !existsSync(REPORT)) return undefined;
  const lines = readFileSync(REPORT, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function rowOf({ figure, aim, measured, reached }) {
  return [figure, aim, measured, reached ? 'reached' : '**missed**'];
}

/** Between the marks of its place; anyone who adds a benchmark adds the marks. */
function rewrite(place, text) {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- bench:${place} -->`, `<!-- /bench:${place} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new PlainError(`docs/performance.md has no place for « ${place} »: write ${begin} and ${end} where it belongs.`);
  writeFileSync(PAGE, `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`);
}

function situation(quiet, before) {
  const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  const noted = quiet ? '' : '. **The machine was loaded: only ratios and processor time say something**';
  return `On ${day}, on ${machine}, at a load of ${before} before and ${loadNow()} after${noted}.`;
}

/** Whether whatever else runs leaves the machine alone, waited for so long. */
async function isQuiet(seconds) {
  for (const start = performance.now(); ;) {
    const before = busy();
    await sleep(2000);
    const after = busy();
    if ((after.work - before.work) / (after.all - before.all) <= QUIET / cpus().length) return true;
    if (performance.now() - start > seconds * 1000) return false;
  }
}

function busy() {
  const times = cpus().map((each) => each.times);
  const sum = (of) => times.reduce((total, each) => total + of(each), 0);
  return {
    work: sum(({ user, nice, sys, irq }) => user + nice + sys + irq),
    all: sum((each) => Object.values(each).reduce((a, b) => a + b)),
  };
}

function loadNow() {
  return loadavg()[0].toFixed(1);
}
