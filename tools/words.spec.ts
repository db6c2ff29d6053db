import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { wordsSaidTwice } from './words.mjs';

describe('words', () => {
  it('of states, kinds and roles stand once, in libs/<capability>/domain/words.ts: screens, tables, journal, e-mails and papers read them there', () => {
    expect(wordsSaidTwice()).toEqual([]);
  });

  it('of comments are plain English: nobody has to look one up', () => {
    const files = execSync("git ls-files 'libs/**/*.ts' 'apps/**/*.ts' 'apps/**/*.mjs' 'tools/*.mjs'", { encoding: 'utf8' });
    const quaint = files
      .split('\n')
      .filter((file) => file && !file.startsWith('libs/api-client/'))
      .filter((file) => /\b(whoever|whomever|reckon(ed|s|ing)?)\b/i.test(readFileSync(file, 'utf8')));
    expect(quaint).toEqual([]);
  });
});
