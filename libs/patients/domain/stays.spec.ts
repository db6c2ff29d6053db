import { formerCentres, inChargeOn, type Stay } from './stays.js';

/** From A to B, back to A. */
const PATH: readonly Stay[] = [
  { centreId: 'A', fromDay: '2026-01-10', toDay: '2026-03-02' },
  { centreId: 'B', fromDay: '2026-03-03', toDay: '2026-05-31' },
  { centreId: 'A', fromDay: '2026-06-01' },
];

describe('the path of a patient through centres', () => {
  it.each([
    ['2025-12-01', 'A'],
    ['2026-03-02', 'A'],
    ['2026-03-03', 'B'],
    ['2026-05-31', 'B'],
    ['2026-06-01', 'A'],
    ['2027-01-01', 'A'],
  ])('charter C10.2: a visit of %s is that of %s', (day, centre) => expect(inChargeOn(PATH, day)).toBe(centre));

  it('charter C10.5: leaves each centre once, and none that follows the patient again', () => {
    expect(formerCentres(PATH.slice(0, 1))).toEqual([]);
    expect(formerCentres(PATH.slice(0, 2))).toEqual(['A']);
    expect(formerCentres(PATH)).toEqual(['B']);
  });
});
