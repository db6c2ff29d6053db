import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Chapters of the charter with their number of rules, as in its text. */
const CHAPTERS: Readonly<Record<string, number>> = {
  C1: 8, C2: 4, C3: 4, C4: 2, C5: 9, C6: 4, C7: 4, C8: 5, C9: 3, C10: 6, C11: 3, C12: 5,
}; // prettier-ignore
const ALONE: Readonly<Record<string, number>> = { R: 8, P: 6 };

const rows = readFileSync('docs/charter.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| [CRP]\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id, , state]) => ({ id, state }));

describe('docs/charter.md', () => {
  it('lists every rule once, in order', () => {
    const expected = [
      ...Object.entries(CHAPTERS).flatMap(([chapter, count]) => Array.from({ length: count }, (_, n) => `${chapter}.${n + 1}`)),
      ...Object.entries(ALONE).flatMap(([letter, count]) => Array.from({ length: count }, (_, n) => `${letter}${n + 1}`)),
    ];
    expect(rows.map((row) => row.id)).toEqual(expected);
  });

  it('says held only of a rule that an acceptance test names', () => {
    const tested = new Set(specs('libs').concat(specs('apps'), specs('tools')).flatMap(ruleIdsIn));
    const unproven = rows.filter((row) => row.state === 'held' && !tested.has(row.id ?? '')).map((row) => row.id);
    expect(unproven).toEqual([]);
  });
});

function specs(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.spec\.(ts|mjs)$/.test(path) && !path.includes('node_modules'))
    .map((path) => join(folder, path));
}

function ruleIdsIn(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/\b(?:it|test)\(\s*['"`]charter ([CRP]\d+(?:\.\d+)?):/g)].map((match) => match[1] ?? '');
}
