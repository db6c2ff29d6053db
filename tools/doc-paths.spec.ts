import { existsSync, globSync, readFileSync } from 'node:fs';

/** A file or folder of ours, named in a text: one that holds a pattern, a place to fill in or what is made by a run is none. */
const NAMED = /`((?:libs|apps|tools|docs|docker)\/[\w./-]+)`/g;

/** Written by the person who installs the product. */
const WRITTEN_THERE = new Set(['docker/.env']);

const TEXTS = ['README.md', ...globSync('docs/**/*.md')].sort();

it.each(TEXTS)('%s names only files that are there', (text) => {
  const named = [...readFileSync(text, 'utf8').matchAll(NAMED)].map(([, file]) => file ?? '');
  expect(named.filter((file) => !WRITTEN_THERE.has(file) && !existsSync(file))).toEqual([]);
});

it('and many are named', () => {
  expect(TEXTS.flatMap((text) => [...readFileSync(text, 'utf8').matchAll(NAMED)]).length).toBeGreaterThan(100);
});
