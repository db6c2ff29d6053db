import fc from 'fast-check';
import { hasUnprintable, isBlank, withoutInvisible } from './blank.js';

const INVISIBLE = [
  ...' \t\n\u00a0\u2007\u202f\u3000',
  ...'\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f',
  ...'\u2028\u2029\u2060\u2061\u2064\u206a\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff0',
  ...'\u0000\u0007\u001f\u007f\u0080\u0085\u009b\u009f\u202e\u2066',
  '\u{1d173}',
  '\u{e0001}',
  '\u{e0061}',
  '\u{e01ef}',
];

describe('blank', () => {
  it('any number of invisible characters says nothing', () =>
    fc.assert(fc.property(fc.array(fc.constantFrom(...INVISIBLE)), (characters) => expect(isBlank(characters.join(''))).toBe(true))));

  it('every character that Unicode lets a reader ignore is one of them', () => {
    const ignorable = Array.from({ length: 0x110000 }, (_, code) =>
      code >= 0xd800 && code < 0xe000 ? '' : String.fromCodePoint(code),
    ).filter((character) => /\p{Default_Ignorable_Code_Point}|\p{White_Space}/u.test(character));
    expect(ignorable.length).toBeGreaterThan(4000);
    expect(ignorable.filter((each) => !isBlank(each))).toEqual([]);
  });

  it('a letter, a figure, a sign or an emoji among them says something', () =>
    fc.assert(
      fc.property(fc.constantFrom('a', '0', '-', 'é', '中', '😀', '👩‍⚕️', '≥'), fc.array(fc.constantFrom(...INVISIBLE)), (sign, around) => {
        expect(isBlank(around.join('') + sign)).toBe(false);
      }),
    ));

  it.each(['\u0000', '\u0085', '\u009b', '\u007f', '\ud800', '\ufffe', '\u202e', '\u2067'])('%j is never printed', (character) =>
    expect(hasUnprintable(`a${character}b`)).toBe(true),
  );

  it.each(['é\u0301', '👩‍⚕️', '𠮷', 'a\tb\nc', '\u00a0', 'می\u200cخواهم'])('%j is', (text) => expect(hasUnprintable(text)).toBe(false));

  it('what came along with what was pasted is taken away, words and emoji stay', () => {
    expect(withoutInvisible('\ufeffcé\u00adpha\u200blées')).toBe('céphalées');
    expect(withoutInvisible('👩‍⚕️')).toBe('👩‍⚕️');
    expect(withoutInvisible('\u2060\u3164')).toBe('');
    expect(withoutInvisible('\u0085')).toBe('\u0085');
  });
});
