/** The steps of `npm test`: what each runs, how its results are counted, and in which order they share the machine. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from '../build.mjs';
import { ROOT, seconds } from '../prelude.mjs';
import { readIfThere } from '../process.mjs';
import { slowest, timesOfJourneys, timesOfSpecs } from './slowest.mjs';

const LOGS = path.join(ROOT, 'tmp/test');
const tool = (script) => (/^(node_modules|tools)\//.test(script) ? script : `node_modules/${script}`);
const JEST_ENV = { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };
const NX_ENV = { NX_DAEMON: 'false', NX_TUI: 'false' };

/**
 * @typedef {{ passed: number, failed: number, output?: string, times?: { file: string, ms: number }[] }} Result
 * @typedef {{ name: string, work: () => Promise<Result> }} Step
 */

/** A step that is one check: it passes or fails as a whole. `commands` run one after the other until one fails. */
const check = (name, ...commands) => ({
  name,
  async work() {
    let output = '';
    for (const { args, env } of commands) {
      const ended = await node(name, args, env);
      output += ended.output;
      if (ended.code !== 0) return { passed: 0, failed: 1, output };
    }
    return { passed: 1, failed: 0 };
  },
});

const jest = (name, projects, paths = []) => ({
  name,
  async work() {
    const json = path.join(LOGS, `${name}.json`);
    rmSync(json, { force: true });
    const args = [tool('jest/bin/jest.js'), '--selectProjects', ...projects, '--json', `--outputFile=${json}`, '--maxWorkers=2'];
    // Specs that were asked for by path need not be of every kind.
    if (paths.length) args.push('--passWithNoTests', '--', ...paths);
    const { code, output } = await node(name, args, JEST_ENV);
    const found = parse(json);
    if (!found) return { passed: 0, failed: 1, output };
    // A spec file that does not even load has no test that failed.
    const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
    return { passed: found.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1), output, times: timesOfSpecs(found) };
  },
});

const journeys = (paths = []) => ({
  name: 'e2e',
  async work() {
    const json = path.join(LOGS, 'e2e.json');
    rmSync(json, { force: true });
    const args = [tool('@playwright/test/cli.js'), 'test', '-c', 'apps/web-e2e/playwright.config.mjs', ...paths];
    // Who asks for one journey does not wait for those that usually come before it.
    if (paths.length) args.push('--no-deps');
    const { code, output } = await node('e2e', args, { E2E_RESULTS: json });
    const found = parse(json);
    if (!found) return { passed: 0, failed: 1, output };
    const failed = found.stats.unexpected + found.stats.flaky;
    return { passed: found.stats.expected, failed: code === 0 ? failed : Math.max(failed, 1), output, times: timesOfJourneys(found) };
  },
});

const building = {
  name: 'build',
  async work() {
    await build({ quiet: true });
    return { passed: 1, failed: 0 };
  },
};

/** Groups follow one another; the lists inside a group run side by side (two processors), each in its order. */
function plan() {
  const compile = (project) => ({ args: [tool('typescript/bin/tsc'), '-p', project, '--pretty'] });
  const lint = check(
    'lint',
    // ESLint leaves the boundary rule out, silently, when Nx has not drawn its graph yet.
    { args: [tool('nx/dist/bin/nx.js'), 'show', 'projects'], env: NX_ENV },
    { args: [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'], env: NX_ENV },
  );
  return [
    [
      [building, check('openapi', { args: ['tools/openapi.mjs', '--check'] })],
      [
        check('format', { args: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] }),
        check('types', ...['tsconfig.domain.json', 'tsconfig.spec.json', 'apps/web/tsconfig.spec.json'].map(compile)),
      ],
    ],
    [[lint], [jest('domain', ['domain'])]],
    [[jest('web', ['web'])]],
    [[jest('api', ['api'])]],
    [[journeys()]],
  ];
}

/** What was asked for: steps by name, specs by path, or everything. */
function choose(wanted) {
  const all = plan();
  if (!wanted.length) return all;
  const known = all.flat(2).map(({ name }) => name);
  const paths = wanted.filter((word) => !known.includes(word));
  const ofJourneys = paths.filter((word) => word.includes('web-e2e'));
  const ofSpecs = paths.filter((word) => !word.includes('web-e2e'));
  const named = all.map((group) => group.map((list) => list.filter(({ name }) => wanted.includes(name))));
  if (ofSpecs.length) named.push([[jest('specs', ['domain', 'api', 'web'], ofSpecs)]]);
  if (ofJourneys.length) named.push([[journeys(ofJourneys)]]);
  return named;
}

/** Runs the chosen steps and ends the process: 0 when nothing failed and something passed. */
export async function runTests(wanted) {
  mkdirSync(LOGS, { recursive: true });
  const total = { passed: 0, failed: 0 };
  const times = [];
  for (const group of choose(wanted)) {
    await Promise.all(
      group.map(async (list) => {
        for (const step of list) {
          const result = await timed(step);
          total.passed += result.passed;
          total.failed += result.failed;
          times.push(...(result.times ?? []));
        }
      }),
    );
  }
  if (times.length > 1) console.log(`The slowest files:\n${slowest(times)}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

async function timed({ name, work }) {
  const start = performance.now();
  const result = await work().catch((error) => ({ passed: 0, failed: 1, output: `${error.message}\n` }));
  const counts = `${result.passed} passed, ${result.failed} failed`;
  if (result.failed && result.output) process.stdout.write(result.output);
  // With a word before the counts, so that no step's line is taken for the last one.
  console.log(`${result.failed ? '✗' : '✓'} ${name}: ${counts} (${seconds(performance.now() - start)})`);
  return result;
}

/** Runs a script under this very Node, its output kept in a file as it comes. */
function node(name, args, env = {}) {
  const log = createWriteStream(path.join(LOGS, `${name}.log`));
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      log.write(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => log.end(() => resolve({ code, output })));
  });
}

function parse(file) {
  const text = readIfThere(file);
  return text && JSON.parse(text);
}
