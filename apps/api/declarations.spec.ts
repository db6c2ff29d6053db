import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { ACTS, LETTERS } from './capabilities.js';
import type { Act, LetterKind } from '#kernel/domain';

const ROOT = new URL('../../', import.meta.url);

/** Details of any act, so that each sentence says all it can. */
const DETAILS = {
  title: 'Fiche',
  version: 2,
  number: 'ABC-000001',
  first: true,
  role: 'prescriber',
  mark: 'read',
  day: '1er mai',
  to: 'ANSM',
  personName: 'Ana',
};

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const table = (heads: readonly string[], rows: readonly string[]) =>
  [row(heads), row(heads.map(() => '---')), ...[...rows].sort(), ''].join('\n');

function expectGolden(name: string, found: string): void {
  const golden = new URL(`testing/${name}`, import.meta.url);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, found);
  expect(found).toBe(readFileSync(golden, 'utf8'));
}

/** What the files of the capabilities export in groups, of those that look so. */
async function declaredIn(file: string, looks: (one: object) => boolean): Promise<object[]> {
  const found = Object.values((await import(new URL(file, ROOT).href)) as Record<string, unknown>);
  return found.flatMap((each) => (isObject(each) ? [each, ...Object.values(each)].filter(isObject).filter(looks) : []));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

describe('the acts that the journal may hold', () => {
  const line = ({ name, stream, subject, inStory, changesRights, label, sentence, changes = {} }: Act) =>
    row([
      name,
      stream,
      subject,
      inStory ? 'story' : '',
      changesRights ? 'rights' : '',
      label,
      sentence(DETAILS, 2),
      Object.values(changes)
        .map((each) => each.label)
        .join(', '),
    ]);

  it('are these, called so, in these streams (acts.golden.md): a name or a stream never changes, entries carry it', () => {
    expectGolden('acts.golden.md', table(['act', 'stream', 'subject', '', '', 'label', 'sentence', 'changes'], ACTS.all.map(line)));
  });

  it.each(globSync('libs/*/domain/{acts,*-acts}.ts', { cwd: ROOT }).sort())('%s: each of its acts is one of the product', async (file) => {
    const declared = (await declaredIn(file, (one) => 'inStory' in one)) as Act[];
    expect(declared.filter((act) => ACTS.of(act.name) !== act).map(({ name }) => name)).toEqual([]);
  });
});

describe('the e-mails that the product sends', () => {
  /** Of an entry in a stream, and of a subject. */
  const told = { stream: { kind: 'enrolment', id: ':stream' }, subject: ':subject' } as const;
  const line = ({ name, label, tells, to, words, place }: LetterKind) =>
    row([name, label, tells.map((act) => act.name).join(', '), to?.name ?? 'named by the act', `/${place(told)}`, words.subject]);

  it('are these, of these acts, to these people (letters.golden.md): a name never changes, rows carry it', () => {
    expectGolden('letters.golden.md', table(['letter', 'label', 'tells', 'to', 'leads to', 'subject'], LETTERS.all.map(line)));
  });

  it.each(
    globSync('libs/*/domain/letters.ts', { cwd: ROOT })
      .sort()
      .filter((file) => !file.includes('kernel')),
  )('%s: each of its letters is one of the product, of acts of the product', async (file) => {
    const declared = (await declaredIn(file, (one) => 'words' in one)) as LetterKind[];
    expect(declared.length).toBeGreaterThan(0);
    expect(declared.filter((each) => LETTERS.of(each.name) !== each).map(({ name }) => name)).toEqual([]);
    expect(declared.flatMap(({ tells }) => tells).filter((act) => ACTS.of(act.name) !== act)).toEqual([]);
  });
});
