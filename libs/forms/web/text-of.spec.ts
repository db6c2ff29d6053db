import type { Item } from '#protocols/domain';
import { isUnfinishedDate } from './text-of.js';

const dated = (type: 'date' | 'month' | 'text') => ({ type }) as Item;

describe('a date being typed', () => {
  it.each([
    ['date', '0311', true],
    ['date', '03/11/20', true],
    ['date', '03112025', false],
    ['month', '0319', true],
    ['month', '03/1961', false],
    ['text', '03', false],
  ] as const)('%s « %s » is unfinished: %s', (type, text, unfinished) => {
    expect(isUnfinishedDate(dated(type), text)).toBe(unfinished);
  });
});
