import type { Item } from '#protocols/domain';
import { base } from './item-field.testing.js';
import { understand, unfinishedText } from './text-of.js';

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
    expect(unfinishedText(dated(type), text) !== undefined).toBe(unfinished);
  });
});

describe('what is typed in a list that filters', () => {
  const drug: Item = { ...base, type: 'choice', list: 'DRUGS' };
  const lists = {
    DRUGS: [
      { code: '1', label: 'Lénalidomide' },
      { code: '2', label: 'Pomalidomide' },
      { code: '3', label: 'Dexaméthasone' },
      { code: 'DEX', label: 'Dexaméthasone 40 mg' },
    ],
  };
  const understood = (text: string) => understand(drug, text, lists, { values: {}, today: '2026-11-22' } as never);

  it.each<[string, string, string | undefined]>([
    ['the one answer that has these letters', 'lena', '1'],
    ['the answer whose very words these are, though another has them too', 'dexamethasone', '3'],
    ['no answer, of an empty box', '  ', undefined],
  ])('is %s', (_, text, value) => {
    expect(understood(text)).toEqual({ ok: true, value });
  });

  it.each<[string, string, RegExp]>([
    ['letters that no answer has', 'xyzzy', /«\u00a0xyzzy\u00a0» n’est pas une réponse de la liste/],
    ['a code, which nobody sees', '2', /n’est pas une réponse de la liste/],
    ['letters that several answers have', 'domide', /Plusieurs réponses de la liste contiennent/],
  ])('is refused with its message: %s', (_, text, message) => {
    expect(understood(text)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });
});
