import { expect, it } from '@jest/globals';
import { inheritedReads, inheritedReadsIn } from './own-keys.mjs';

// Two programs are made of the whole product.

it('a read by a key that may be any text is found; one by a name that is known, by an index, or that writes is none', () => {
  const text = `
    declare const values: Readonly<Record<string, number>>;
    declare const list: readonly string[];
    declare const words: Readonly<Record<'a' | 'b', string>>;
    declare const key: string;
    declare const known: 'a' | 'b';
    const kept: Record<string, number> = {};
    export const found = [values[key], values?.[key + '']];
    export const none = [list[0], words[known], values['a']];
    kept[key] = 1;
    delete kept[key];`;
  expect(inheritedReadsIn(text)).toEqual(['tried.ts:8: values[key]', "tried.ts:8: values?.[key + '']"]);
});

it('the product reads nothing so: what every object inherits is never taken for what was put there', () => {
  expect(inheritedReads()).toEqual([]);
});
