import { calendarDate } from '#kernel/domain';
import type { Deadline } from './deadlines.js';
import { warningsOn } from './warnings.js';

const RENEWAL: Deadline = { code: 'renewal', day: calendarDate('2027-01-14'), from: calendarDate('2026-01-15') };
const on = (day: string, deadline = RENEWAL) => warningsOn([deadline], calendarDate(day)).map(({ notice }) => notice);

describe('warnings', () => {
  it('charter R3: come two months, one month and a week before, and no more once it is past', () => {
    expect(
      ['2026-11-14', '2026-11-15', '2026-12-14', '2026-12-15', '2027-01-06', '2027-01-07', '2027-01-14', '2027-01-15'].map((day) =>
        on(day),
      ),
    ).toEqual([[], [60], [60], [30], [30], [7], [7], []]);
  });

  it('charter R3: are not of what was done', () => {
    expect(on('2027-01-10', { ...RENEWAL, done: calendarDate('2026-12-01') })).toEqual([]);
  });
});
