import { dammCheckDigit } from '#kernel/domain';
import { numberTyped } from './number-typed.js';

const GOOD = `48213${dammCheckDigit('48213')}`;
const BAD = `48214${dammCheckDigit('48213')}`;

describe('a number that a pharmacist types', () => {
  it.each([
    ['whole', `TEC-${GOOD}`],
    ['in small letters', `tec-${GOOD}`],
    ['without its hyphen', `TEC${GOOD}`],
    ['by its digits alone', GOOD],
    ['by its digits, as one says them', `${GOOD.slice(0, 3)} ${GOOD.slice(3)}`],
  ])('is read %s', (_how, text) => {
    expect(numberTyped(text, 'TEC')).toEqual({ number: `TEC-${GOOD}` });
  });

  it('keeps the code that stands before it, whatever was chosen: it is asked as it is', () => {
    expect(numberTyped(`ENH-${GOOD}`, 'TEC')).toEqual({ number: `ENH-${GOOD}` });
  });

  it('charter C9.1: says itself that a character is wrong', () => {
    for (const text of [BAD, `TEC-${BAD}`]) expect(numberTyped(text, 'TEC')).toEqual({ wrong: { code: 'number-mistyped' } });
  });

  it.each([[''], ['DUP'], ['03/1961'], ['TEC-48'], ['???']])('is no number: %s', (text) => {
    expect(numberTyped(text, 'TEC')).toEqual({ wrong: { code: 'number-expected' } });
  });
});
