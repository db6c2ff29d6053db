import type { Marks } from '#forms/domain';
import type { Applicability } from '#protocols/domain';
import { provenanceOf } from './provenance.js';

const shown = (values: Record<string, string>): Applicability =>
  ({ values, items: ['weight', 'height', 'drug'].map((key) => ({ key })) }) as unknown as Applicability;
const marks: Marks = { weight: [3, 'a'], height: [7, 'b'], drug: [9, 'c'] };

describe('charter C10.3: who entered what, on paper', () => {
  it('is said after the answers of other centres than the form’s own, and explained', () => {
    const { noteOf, notes } = provenanceOf(shown({ weight: '70', height: '171', drug: 'LEN' }), marks, 'a');
    expect(['weight', 'height', 'drug'].map(noteOf)).toEqual(['', '[B]', '[C]']);
    expect(notes).toEqual([
      { note: '[A]', centreId: 'a' },
      { note: '[B]', centreId: 'b' },
      { note: '[C]', centreId: 'c' },
    ]);
  });

  it('is not said where one centre entered all that is printed, nor of an answer that was taken away', () => {
    const { noteOf, notes } = provenanceOf(shown({ weight: '70' }), marks, 'a');
    expect([noteOf('weight'), noteOf('height'), notes]).toEqual(['', '', []]);
  });
});
