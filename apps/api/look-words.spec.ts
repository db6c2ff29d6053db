import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { subjectOf } from '#kernel/api';
import { LOOKS } from './capabilities.js';

const ROOT = join(import.meta.dirname, '../..');
const files = readdirSync(join(ROOT, 'libs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => readFileSync(join(ROOT, 'libs', name), 'utf8'));

/** What is given is recorded where it is read, what is refused by the address that was asked. */
const readers = files.filter((text) => /accessLog\.(?:record|beside)\(/.test(text));
const looksIn = (text: string) => [...text.matchAll(/\bsubject: \{ type: '([a-z-]+)'/g)].map(([, type]) => String(type));
/** What is recorded without being said there, nor by a constant or a function of that file. */
const unread = (text: string) =>
  [...text.matchAll(/accessLog\.(?:record|beside)\(\s*ctx,\s*(\S{1,20})/g)].filter(
    ([, said]) => !/^(?:\{|look,|lookOf\()/.test(said ?? ''),
  );
const routes = readFileSync(join(ROOT, 'apps/api/testing/routes.golden.txt'), 'utf8').split('\n');
const asked = routes.flatMap((line) => /^\S+\s+(\S+)\s+(?!nothing$)\S/.exec(line)?.[1] ?? []);

describe('what the access log tells', () => {
  it('says of each look, by a word in the code, what was looked at', () => {
    expect(readers.length).toBeGreaterThan(15);
    expect(readers.filter((text) => looksIn(text).length === 0)).toEqual([]);
    expect(readers.flatMap(unread).map(([call]) => call)).toEqual([]);
  });

  it('charter C3.1: has French words for all that may be looked at, or refused', () => {
    const types = [...readers.flatMap(looksIn), ...asked.map((route) => subjectOf(route, undefined).type)];
    const unsaid = [...new Set(types)].filter((type) => LOOKS.of(type) === type && !SAME.includes(type));
    expect(unsaid).toEqual([]);
  });
});

/** Words that are spelt alike in the code and in the French of the product. */
const SAME = ['centres', 'query', 'questionnaire', 'session'];
