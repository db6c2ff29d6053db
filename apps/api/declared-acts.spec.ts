import { readFileSync, writeFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { ACTS } from './capabilities.js';
import type { Act } from '#kernel/domain';

const GOLDEN = new URL('testing/acts.golden.md', import.meta.url);
const ROOT = new URL('../../', import.meta.url);
const DECLARATIONS = globSync(['libs/*/domain/{acts,*-acts}.ts', 'apps/api/demonstration/acts.ts'], { cwd: ROOT }).sort();

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

const line = (act: Act) =>
  `| ${[act.name, act.stream, act.subject, act.inStory ? 'story' : '', act.changesRights ? 'rights' : '', act.label, act.sentence(DETAILS, 2)].join(' | ')} |`;

describe('the acts that the journal may hold', () => {
  it('are these, called so, in these streams (acts.golden.md): a name or a stream never changes, entries carry it', () => {
    const table = [
      '| act | stream | subject | | | label | sentence |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...ACTS.all.map(line).sort(),
      '',
    ].join('\n');
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, table);
    expect(table).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it.each(DECLARATIONS)('%s: each of its acts is one of the product', async (file) => {
    const declared = Object.values((await import(new URL(file, ROOT).href)) as Record<string, unknown>).flatMap((each) =>
      each && typeof each === 'object' ? Object.values(each).filter(isAct) : [],
    );
    expect(declared.filter((act) => ACTS.of(act.name) !== act).map(({ name }) => name)).toEqual([]);
  });
});

function isAct(value: unknown): value is Act {
  return typeof value === 'object' && value !== null && 'inStory' in value;
}
