import { whyItStays, type Withdrawn } from './withdrawal.js';
import { say } from '../say.js';

const EMPTY: Withdrawn = { kind: 'SUIVI', state: 'in-progress', marks: {}, signatures: 0, reviews: 0 };
const MARKS = { 'suivi.poids': [4, '540002698'] } as const;

describe('what stays of a form that was opened', () => {
  it('nothing, while nothing was typed in it', () => {
    for (const kind of ['SUIVI', 'FIT', 'ARRET', 'EI', 'SP'] as const) expect(whyItStays({ ...EMPTY, kind })).toBeUndefined();
  });

  it.each([
    ['the FAT, always', { kind: 'FAT' }, 'demande elle-même'],
    ['an answer, were it taken away since', { marks: MARKS }, 'Une réponse a été saisie'],
    ['day 0 of a declaration (charter P3)', { kind: 'EI', marks: MARKS }, 'jour 0'],
    ['a signature, were it voided since', { signatures: 1 }, 'signée'],
    ['an entry that is ended', { state: 'complete' }, 'rouvrez-la'],
    ['what a data manager read', { reviews: 1 }, 'marque de relecture'],
  ] as const)('%s', (_title, what, words) => {
    const why = whyItStays({ ...EMPTY, ...what });
    expect(why && say(why)).toContain(words);
  });
});
