import fc from 'fast-check';
import { isRegistrationNumber, NUMBERS, registrationNumber, type Prf } from './registration-number.js';

/** A small keyed mixing, for tests: the product uses an HMAC. */
const keyed =
  (key: number): Prf =>
  (round, half) => {
    let mix = Math.imul(key ^ (round * 0x9e3779b9) ^ half, 0x85ebca6b) >>> 0;
    mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35) >>> 0;
    return (mix ^ (mix >>> 16)) >>> 0;
  };

describe('a registration number', () => {
  it('is the code of the authorisation, five digits and a check digit', () => {
    fc.assert(
      fc.property(fc.nat(NUMBERS - 1), fc.integer(), (rank, key) => {
        const number = registrationNumber('TECVAYLI', rank, keyed(key));
        expect(number).toMatch(/^TECVAYLI-\d{6}$/);
        expect(isRegistrationNumber(number)).toBe(true);
      }),
    );
  });

  it.each([1, 2, 3])('is never given twice, whatever the key (%#)', (key) => {
    const prf = keyed(key);
    const given = new Set(Array.from({ length: NUMBERS }, (_, rank) => registrationNumber('X1', rank, prf)));
    expect(given.size).toBe(NUMBERS);
  });

  it('does not tell the order in which patients came', () => {
    const prf = keyed(7);
    const digits = Array.from({ length: 1000 }, (_, rank) => Number(registrationNumber('X1', rank, prf).slice(3, 8)));
    const rises = digits.filter((each, index) => index > 0 && each > (digits[index - 1] ?? 0)).length;
    expect(rises).toBeGreaterThan(400);
    expect(rises).toBeLessThan(600);
    expect(digits.filter((each, index) => Math.abs(each - (digits[index - 1] ?? -9)) === 1).length).toBeLessThan(5);
  });

  it('is refused when a digit is wrong or two neighbours are swapped', () => {
    const number = registrationNumber('TECVAYLI', 41, keyed(3));
    const wrong = (at: number) => number.slice(0, at) + ((Number(number[at]) + 1) % 10) + number.slice(at + 1);
    for (let at = 9; at < number.length; at++) expect(isRegistrationNumber(wrong(at))).toBe(false);
    expect(isRegistrationNumber('TECVAYLI-12345')).toBe(false);
  });

  it('is refused once all are given', () => {
    expect(() => registrationNumber('X1', NUMBERS, keyed(1))).toThrow(RangeError);
    expect(() => registrationNumber('X1', -1, keyed(1))).toThrow(RangeError);
    expect(() => registrationNumber('X1', 1.5, keyed(1))).toThrow(RangeError);
  });
});
