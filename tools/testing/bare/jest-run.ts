/** Jest run on specs that are not ours to pass, for the specs of how we run specs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface SpecResult {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[];
}

export interface Run {
  readonly code: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly SpecResult[];
}

type Project = 'api' | 'web';

interface How {
  /** The projects that list the specs; a spec that two list runs twice. */
  readonly projects?: readonly Project[];
  /** How many processes run them: with one, they run in Jest's own, one after the other by name. */
  readonly workers?: number;
}

/** Runs the specs of these paths, as they would be run by `npm test`, and reads what Jest says of them. */
export async function runSpecs(testMatch: readonly string[], { projects = ['api'], workers = 1 }: How = {}): Promise<Run> {
  const { projects: ours, ...shared } = (await import(path.resolve('jest.config.js'))).default;
  const settings = (name: Project) => ours.find(({ displayName }: { displayName: string }) => displayName === name);
  const chosen = projects.map((name, index) => ({
    ...settings(name),
    displayName: `${name} ${index}`,
    rootDir: process.cwd(),
    testMatch,
    globalSetup: undefined,
    globalTeardown: undefined,
  }));
  return withFolder(async (folder) => {
    const file = path.join(folder, 'results.json');
    const sequencer = path.join(folder, 'by-name.mjs');
    writeFileSync(sequencer, BY_NAME);
    // What must not hang is not waited for as long as what may take its time.
    const config = { ...shared, testTimeout: 60_000, rootDir: process.cwd(), projects: chosen, testSequencer: sequencer };
    const many = workers > 1 ? `--maxWorkers=${workers}` : '--runInBand';
    const args = ['node_modules/jest/bin/jest.js', '--config', JSON.stringify(config), many, '--json', `--outputFile=${file}`];
    const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };
    const [code] = await once(spawn(process.execPath, args, { stdio: 'ignore', env }), 'exit');
    return { ...JSON.parse(readFileSync(file, 'utf8')), code } as Run;
  });
}

/** Writes these specs, runs them and takes them away again. */
export async function runTexts(texts: Readonly<Record<string, string>>, how?: How): Promise<Run> {
  return withFolder(async (folder) => {
    for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
    return runSpecs([`${folder}/*.ts`], how);
  });
}

/** What was said of the tests of one spec: their titles, each with how it ended. */
export const endsOf = (result: SpecResult | undefined) =>
  Object.fromEntries(result?.assertionResults.map(({ title, status }) => [title, status]) ?? []);

export const resultsOf = (run: Run, name: string) => run.testResults.filter((result) => path.basename(result.name) === name);

const BY_NAME = `export default class {
  shard(tests) { return tests; }
  sort(tests) { return [...tests].sort((one, other) => (one.path < other.path ? -1 : 1)); }
  allFailedTests(tests) { return tests; }
  cacheResults() {}
}
`;

/** Inside the project, so that what the specs import is found. */
async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync('tmp', { recursive: true });
  const folder = mkdtempSync(path.resolve('tmp/bare-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
