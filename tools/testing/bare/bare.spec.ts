import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Run, type SpecResult, endsOf, resultsOf, runSpecs, runTexts } from './jest-run.js';

describe('specs that run in Node itself', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runSpecs(['<rootDir>/tools/testing/bare/{wrong,careless-*,unloadable}.ts']);
  });
  const messageOf = (title: string) =>
    resultsOf(run, 'wrong.ts')[0]
      ?.assertionResults.find((result) => result.title === title)
      ?.failureMessages.join('\n');

  it('fail where they must, and there only', () => {
    const statuses = resultsOf(run, 'wrong.ts')[0]?.assertionResults.map(({ title, status }) => [title, status]);
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
    expect(resultsOf(run, 'unloadable.ts')[0]?.message).toContain('cannot be loaded');
  });

  it('find the environment as the run began and nothing spied upon, whatever one before left', () => {
    const statuses = ['careless-one.ts', 'careless-other.ts'].map((name) =>
      resultsOf(run, name)[0]?.assertionResults.map(({ status }) => status),
    );
    expect(statuses).toEqual(Array(2).fill(['passed', 'passed']));
  });
});

/** Specs that hide what went wrong as well as a spec can, each with what must be said of it. */
const HIDDEN: readonly {
  readonly name: string;
  readonly text: string;
  readonly message: string;
  readonly ends?: Record<string, string>;
}[] = [
  {
    name: 'a promise that fails in the last line of the last test',
    text: `it('holds', () => undefined);
      it('fails', () => void Promise.reject(new Error('nobody waits')));`,
    message: 'nobody waits',
    ends: { holds: 'passed', fails: 'failed' },
  },
  {
    name: 'a promise that fails while the test waits for something else',
    text: `it('fails', async () => {
        setTimeout(() => void Promise.reject(new Error('nobody waits')));
        await new Promise((resolve) => setTimeout(resolve, 50));
      });
      it('holds', () => undefined);`,
    message: 'nobody waits',
    ends: { fails: 'failed', holds: 'passed' },
  },
  {
    name: 'a promise that fails while the spec loads',
    text: `void Promise.reject(new Error('nobody waits')); it('holds', () => undefined);`,
    message: 'nobody waits',
  },
  {
    name: 'a promise that fails in a hook',
    text: `beforeEach(() => void Promise.reject(new Error('nobody waits'))); it('fails', () => undefined);`,
    message: 'nobody waits',
    ends: { fails: 'failed' },
  },
  {
    name: 'what comes before all fails',
    text: `describe('a part', () => {
        beforeAll(async () => { throw new Error('not ready'); });
        it('fails', () => undefined);
        it('fails too', () => undefined);
      });
      it('holds', () => undefined);`,
    message: 'not ready',
    ends: { fails: 'failed', 'fails too': 'failed', holds: 'passed' },
  },
  {
    name: 'what comes after all fails',
    text: `describe('a part', () => {
        afterAll(async () => { throw new Error('not put back'); });
        it('holds', () => undefined);
      });`,
    message: 'not put back',
  },
  {
    name: 'a spec that breaks off with a test already told of',
    text: `it('holds', () => undefined); throw new Error('half loaded');`,
    message: 'half loaded',
  },
  {
    name: 'a part that breaks off with a test already told of',
    text: `it('holds', () => undefined); describe('a part', () => { it('holds', () => undefined); throw new Error('half told'); });`,
    message: 'half told',
  },
  { name: 'a test that waits to be told it is done', text: `it('asks', (done: any) => undefined);`, message: '“asks” takes an argument' },
  {
    name: 'a hook that waits to be told it is done',
    text: `beforeAll((done: any) => undefined); it('holds', () => undefined);`,
    message: '“beforeAll” takes an argument',
  },
  {
    name: 'a table with less than the test takes',
    text: `it.each([[1, 2], [3]])('%i', (one: any, other: any) => undefined);`,
    message: 'a value for each parameter',
  },
  { name: 'a table with an empty row', text: `it.each([[]])('%s', (one: any) => undefined);`, message: 'a value for each parameter' },
];
const IMPORTS = `import { afterAll, beforeAll, beforeEach, describe, it } from '@jest/globals';\n`;

describe('what a spec hides', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runTexts(Object.fromEntries(HIDDEN.map(({ text }, index) => [`${index}.ts`, IMPORTS + text])));
  });

  it.each(HIDDEN.map(({ name, message, ends }, index) => ({ name, message, ends, index })))(
    '$name: it fails, and says why',
    ({ message, ends, index }) => {
      const [result] = resultsOf(run, `${index}.ts`) as [SpecResult];
      expect(result.status).toBe('failed');
      expect(result.message).toContain(message);
      if (ends) expect(endsOf(result)).toEqual(ends);
    },
  );

  it('is heard of, even when it fails after the spec has ended', async () => {
    const left = await runTexts({
      '1.ts': `${IMPORTS}it('holds', () => void setTimeout(() => Promise.reject(new Error('too late'))));`,
      '2.ts': `${IMPORTS}it('holds', () => new Promise((resolve) => setTimeout(resolve, 100)));`,
    });
    expect(left.code).toBe(1);
    expect(left.testResults.map(({ message }) => message).join()).toContain('too late');
  });
});

describe('a spec that runs twice in one process', () => {
  it('begins again, and names the same lines', async () => {
    const text = `import { expect, it } from '@jest/globals';
interface Thing { readonly times: number }
const thing = { times: 0 };
it('is the first', () => { thing.times += 1; expect((thing as Thing).times).toBe(1); });
it('fails', () => { expect((thing as Thing).times).toBe(2); });
`;
    const { testResults } = await runTexts({ 'again.ts': text }, { projects: ['api', 'api'] });
    expect(testResults.map(endsOf)).toEqual(Array(2).fill({ 'is the first': 'passed', fails: 'failed' }));
    for (const { message } of testResults) expect(message).toContain('again.ts:5:52');
  });
});

describe('a spec of the client', () => {
  it('is refused a test that waits to be told it is done, as one of the server', async () => {
    const text = `import { it } from '@jest/globals'; it.each([[1], []])('%s', (one?: any, ...more: any[]) => undefined); it.each([[]])('%s', (one: any) => undefined);`;
    const { testResults } = await runTexts({ 'client.ts': text }, { projects: ['web'] });
    expect(testResults[0]?.message).toContain('a value for each parameter');
  });
});
