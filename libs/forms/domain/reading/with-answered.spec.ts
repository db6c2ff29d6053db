import type { Form, Item, Values } from '#protocols/domain';
import type { Marks } from '../changes/marks.js';
import { readableAnswers } from './readable-answers.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const given: Item = { ...base('given'), type: 'on' };
const lot: Item = { ...base('lot'), type: 'text', maxLength: 20, when: { is: ['given', 'O'] } };
const why: Item = { ...base('why'), type: 'text', maxLength: 20, when: { is: ['given', 'N'] } };
const drug: Item = { ...base('drug'), type: 'text', maxLength: 20 };
const form: Form = {
  code: 'FIT',
  kind: 'FIT',
  title: 'FIT',
  place: 'Annexe 1',
  occurs: 'once',
  sections: [
    {
      code: 's',
      title: 's',
      enteredBy: 'centre',
      content: [given, lot, why, { ...base('lines'), type: 'group', rowLabel: 'ligne', when: { is: ['given', 'O'] }, items: [drug] }],
    },
  ],
};
const values: Values = { given: 'O', lot: 'X', why: 'Ancien motif', 'lines/aaaaaa': true, 'lines/aaaaaa/drug': 'LEN' };
const marks: Marks = { given: [1, 'A'], lot: [2, 'B'], why: [3, 'B'], 'lines/aaaaaa': [4, 'A'], 'lines/aaaaaa/drug': [5, 'B'] };
const centres = { current: 'A', former: ['B'] };
const keysFor = (centreId: string) =>
  readableAnswers(form, { values, marks }, { today: '2026-08-15' }, { centreId, centres }).items.map(({ key }) => key);

describe('what is read of a form of several centres', () => {
  it('charter C10.5: is one’s own, once the patient left, be it that another centre’s answer calls for it', () => {
    const read = readableAnswers(form, { values, marks }, { today: '2026-08-15' }, { centreId: 'B', centres });
    expect(read.values).toEqual({ lot: 'X', 'lines/aaaaaa/drug': 'LEN' });
    expect(read.items.map(({ key }) => key)).toEqual(['given', 'lot', 'lines/aaaaaa/drug']);
    expect(read.groups.map(({ rowIds }) => rowIds)).toEqual([['aaaaaa']]);
  });

  it('charter C10.2: is all that applies, where the patient is followed', () => {
    expect(keysFor('A')).toEqual(['given', 'lot', 'lines/aaaaaa/drug']);
  });
});
