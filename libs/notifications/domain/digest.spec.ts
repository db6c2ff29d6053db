import { isDigestHour, togetherInOne } from './digest.js';

describe('the digest of a day', () => {
  it('leaves from seven to eight in the evening, where the centre is', () => {
    expect(Array.from({ length: 24 }, (_, hour) => hour).filter(isDigestHour)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('says each thing once to a person of several roles, by the role that sees most of it', () => {
    const line = (name: string, count: number) => ({ name, count, words: `${count} ${name}` });
    expect(togetherInOne([line('a', 1), line('b', 4), line('a', 3), line('b', 2)])).toEqual([line('a', 3), line('b', 4)]);
    expect(togetherInOne([])).toEqual([]);
  });
});
