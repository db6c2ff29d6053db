import { wordsSaidTwice } from './words.mjs';

describe('words', () => {
  it('of states, kinds and roles stand once, in libs/<capability>/domain/words.ts: screens, tables, journal, e-mails and papers read them there', () => {
    expect(wordsSaidTwice()).toEqual([]);
  });
});
