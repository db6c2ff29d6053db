import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Run {
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

/** Runs the specs of this folder that are wrong, in one process, and reads what Jest says of them. */
async function runWrongSpecs(): Promise<Run> {
  const { default: preset } = await import(path.resolve('jest.preset.js'));
  const folder = mkdtempSync(path.join(tmpdir(), 'bare-'));
  const file = path.join(folder, 'results.json');
  const config = { ...preset, rootDir: process.cwd(), testMatch: ['<rootDir>/tools/testing/bare/{wrong,careless-*,unloadable}.ts'] };
  const args = ['node_modules/jest/bin/jest.js', '--config', JSON.stringify(config), '--runInBand', '--json', `--outputFile=${file}`];
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
  const results = JSON.parse(readFileSync(file, 'utf8')) as Run;
  rmSync(folder, { recursive: true });
  return results;
}

describe('specs that run in Node itself', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runWrongSpecs();
  });
  const resultsOf = (name: string) => run.testResults.find((result) => path.basename(result.name) === name);
  const messageOf = (title: string) =>
    resultsOf('wrong.ts')
      ?.assertionResults.find((result) => result.title === title)
      ?.failureMessages.join('\n');

  it('fail where they must, and there only', () => {
    const statuses = resultsOf('wrong.ts')?.assertionResults.map(({ title, status }) => [title, status]);
    expect(statuses).toEqual([
      ['expects what is not', 'failed'],
      ['throws when no one waits', 'failed'],
      ['never answers', 'failed'],
      ['counts on more than it sees', 'failed'],
      ['holds', 'passed'],
    ]);
  });

  it('say at which line of the source', () => {
    expect(messageOf('expects what is not')).toContain('wrong.ts:12:19');
    expect(messageOf('throws when no one waits')).toContain('wrong.ts:17:13');
    expect(messageOf('never answers')).toContain('Exceeded timeout of 100 ms');
  });

  it('count as failed when they do not load', () => {
    expect(run.numRuntimeErrorTestSuites).toBe(1);
    expect(resultsOf('unloadable.ts')?.message).toContain('cannot be loaded');
  });

  it('find the environment as the run began and nothing spied upon, whatever one before left', () => {
    const statuses = ['careless-one.ts', 'careless-other.ts'].map((name) => resultsOf(name)?.assertionResults.map(({ status }) => status));
    expect(statuses).toEqual(Array(2).fill(['passed', 'passed']));
  });
});
