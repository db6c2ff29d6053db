import { dammCheckDigit, isDammValid } from './damm.js';

describe('Damm', () => {
  it('the published example', () => expect(dammCheckDigit('572')).toBe('4'));

  it('finds every single wrong digit and every swap of neighbours', () => {
    for (const digits of ['00000', '12345', '90817', '55555']) {
      const number = digits + dammCheckDigit(digits);
      expect(isDammValid(number)).toBe(true);
      for (let at = 0; at < number.length; at++) {
        for (const other of '0123456789') {
          const wrong = number.slice(0, at) + other + number.slice(at + 1);
          expect(isDammValid(wrong)).toBe(other === number[at]);
        }
        const swapped = number.slice(0, at) + (number[at + 1] ?? '') + number[at] + number.slice(at + 2);
        expect(isDammValid(swapped)).toBe(swapped === number);
      }
    }
  });

  it('anything but digits is not a number', () => {
    expect(isDammValid('12a4')).toBe(false);
    expect(isDammValid('0')).toBe(false);
    expect(() => dammCheckDigit('1 2')).toThrow(RangeError);
  });
});
