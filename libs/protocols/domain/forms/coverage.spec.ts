import { canonicalContent, coveredChanged } from './coverage.js';
import type { SignatureRule, Values } from '../language/language.js';
import { calc, form, group, int, is, item, on, section, signed, text, yes } from '../testing.js';

const prescriber: SignatureRule = { role: 'prescriber', meaning: 'oui', covers: ['patient'] };
const pharmacist: SignatureRule = { role: 'pharmacist', meaning: 'oui', covers: ['patient', 'pharmacy'] };
const fat = signed(
  form(
    section('patient', [
      yes('a'),
      text('b', { when: is('a', 'O') }),
      int('n'),
      calc('double', { sum: [item('n'), item('n')] }),
      group('ttt', [text('dci')]),
    ]),
    section('pharmacy', [text('lot')]),
  ),
  prescriber,
  pharmacist,
);
const before: Values = { a: 'N', b: 'hidden', n: 2, lot: 'A1', 'ttt/row001': true, 'ttt/row001/dci': 'X' };

describe('what a signature covers', () => {
  it('the items of its sections, and of no other', () => {
    const told = (rule: SignatureRule) =>
      Object.keys((JSON.parse(canonicalContent(fat, before, rule.covers, on)) as { values: object }).values);
    expect(told(prescriber)).toEqual(['a', 'double', 'n', 'ttt/row001', 'ttt/row001/dci']);
    expect(told(pharmacist)).toEqual(['a', 'double', 'lot', 'n', 'ttt/row001', 'ttt/row001/dci']);
  });

  it('is one text, whatever the order of the answers: only what applies, what is calculated and the rows included', () => {
    const text = canonicalContent(fat, before, prescriber.covers, on);
    expect(text).toBe('{"covers":["patient"],"form":"FAT","values":{"a":"N","double":"4","n":2,"ttt/row001":true,"ttt/row001/dci":"X"}}');
    expect(canonicalContent(fat, Object.fromEntries(Object.entries(before).reverse()), prescriber.covers, on)).toBe(text);
  });

  it.each([
    ['a value covered', { n: 3 }, true, true],
    ['a value of the pharmacy', { lot: 'B2' }, false, true],
    ['an answer that does not apply', { b: 'other' }, false, false],
    ['a new row, even empty', { 'ttt/row002': true as const }, true, true],
    ['a condition that shows what was hidden', { a: 'O' }, true, true],
    ['nothing', {}, false, false],
  ])('%s', (_title, change, byPrescriber, byPharmacist) => {
    const after = { ...before, ...change } as Values;
    expect(coveredChanged(fat, prescriber, before, after, on)).toBe(byPrescriber);
    expect(coveredChanged(fat, pharmacist, before, after, on)).toBe(byPharmacist);
  });
});
