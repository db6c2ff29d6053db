import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { subjectOfLook } from '#access-rights/domain';
import { subjectOf } from '#kernel/api';

const ROOT = join(import.meta.dirname, '../..');
const files = readdirSync(join(ROOT, 'libs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => readFileSync(join(ROOT, 'libs', name), 'utf8'));

/** What is given is recorded where it is read, what is refused by the address that was asked. */
const looks = files.flatMap((text) => text.split('accessLog.record(').slice(1));
const given = looks.map((call) => /^[^;]*?subject: \{ type: '([a-z-]+)'/.exec(call)?.[1]);
const routes = readFileSync(join(ROOT, 'apps/api/testing/routes.golden.txt'), 'utf8').split('\n');
const asked = routes.flatMap((line) => /^\S+\s+(\S+)\s+(?!nothing$)\S/.exec(line)?.[1] ?? []);

describe('what the access log tells', () => {
  it('says of each look, by a word in the code, what was looked at', () => {
    expect(looks.length).toBeGreaterThan(20);
    expect(looks.filter((_, index) => given[index] === undefined)).toEqual([]);
  });

  it('charter C3.1: has French words for all that may be looked at, or refused', () => {
    const types = [...given.map(String), ...asked.map((route) => subjectOf(route, undefined).type)];
    const unsaid = [...new Set(types)].filter((type) => subjectOfLook(type) === type && !SAME.includes(type));
    expect(unsaid).toEqual([]);
  });
});

/** Words that are spelt alike in the code and in the French of the product. */
const SAME = ['query', 'questionnaire', 'session'];
