import type { Form, Item, Values } from '#protocols/domain';
import { unlikeJournal, type ToldByJournal } from './against-journal.js';
import type { Marks } from './marks.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const items: Item[] = [
  { ...base('weight'), type: 'int' },
  { ...base('born'), type: 'date' },
  { ...base('age'), type: 'calc', result: 'int', formula: { ageInYears: [{ item: 'born' }, 'today'] } },
];
const form: Form = {
  code: 'FAT',
  kind: 'FAT',
  title: 'FAT',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [{ code: 'all', title: 'all', enteredBy: 'centre', content: items }],
};
const mark = (seq: number) => [seq, '540002698'] as const;
const told = (last: ToldByJournal['last'], more: Partial<ToldByJournal> = {}): ToldByJournal => ({
  last,
  erased: new Set(),
  days: ['2026-08-15'],
  ...more,
});
const unlike = (values: Values, marks: Marks, journal: ToldByJournal) => unlikeJournal(form, { values, marks }, journal);

describe('answers against the journal', () => {
  const written = new Map([['weight', { seq: 4, value: 70 }]]);

  it('agree when each is the last that was written, an answer taken away included', () => {
    expect(unlike({ weight: 70 }, { weight: mark(4) }, told(written))).toEqual([]);
    expect(unlike({}, { weight: mark(5) }, told(new Map([['weight', { seq: 5 }]])))).toEqual([]);
  });

  it('of the follow-up, what is calculated from the visit and other forms is not held against the answers', () => {
    const followUp: Form = { ...form, code: 'SUIVI', kind: 'SUIVI', occurs: 'per-visit' };
    const [values, marks] = [{ weight: 70, age: 3 }, { weight: mark(4) }];
    expect(unlikeJournal(followUp, { values, marks }, told(written))).toEqual([]);
    expect(unlikeJournal(followUp, { values: { ...values, weight: 71 }, marks }, told(written))).toEqual(['weight']);
    expect(unlike(values, marks, told(written))).toEqual(['age']);
  });

  it('do not agree when one is another, is missing, was never written, or has another version', () => {
    expect(unlike({ weight: 71 }, { weight: mark(4) }, told(written))).toEqual(['weight']);
    expect(unlike({}, {}, told(written))).toEqual(['weight']);
    expect(unlike({ weight: 70 }, { weight: mark(3) }, told(written))).toEqual(['weight']);
    expect(unlike({ weight: 70 }, { weight: mark(9) }, told(written))).toEqual(['weight']);
    expect(unlike({ weight: 70 }, {}, told(new Map()))).toEqual(['weight']);
  });

  it('cannot be compared once what was written is erased', () => {
    expect(unlike({ weight: 70 }, { weight: mark(4) }, told(new Map(), { erased: new Set([4]) }))).toEqual([]);
  });

  it('are recalculated where they are calculated, on the day of the last writing', () => {
    const born = new Map([['born', { seq: 4, value: '2000-08-16' }]]);
    const marks = { born: mark(4) };
    expect(unlike({ born: '2000-08-16', age: 25 }, marks, told(born))).toEqual([]);
    expect(unlike({ born: '2000-08-16', age: 26 }, marks, told(born))).toEqual(['age']);
    expect(unlike({ born: '2000-08-16', age: 26 }, marks, told(born, { days: ['2026-08-16', '2026-08-15'] }))).toEqual([]);
    expect(unlike({ born: '2000-08-16' }, marks, told(born))).toEqual(['age']);
  });
});
