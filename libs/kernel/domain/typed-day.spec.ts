import fc from 'fast-check';
import { addDays, calendarDate, daysBetween, frenchDate } from './calendar-date.js';
import { say, type KernelMessage } from './say.js';
import { dayProblem, NO_SUCH_DAY, plausibleDays, readDay } from './typed-day.js';

const TODAY = calendarDate('2026-11-29');

describe('a day typed in a box', () => {
  it.each([
    ['0212', {}, '2026-12-02'],
    ['0212', { notAfter: TODAY }, '2025-12-02'],
    ['2/12', { notBefore: TODAY }, '2026-12-02'],
    ['30 11', { notBefore: calendarDate('2026-12-01') }, '2027-11-30'],
    ['021226', {}, '2026-12-02'],
    [' 30.06.2027 ', {}, '2027-06-30'],
    ['1−2−2027', {}, '2027-02-01'],
    ['2027-06-30', {}, '2027-06-30'],
    ['30/06/2020', { notBefore: TODAY }, '2020-06-30'],
    ['2902', {}, '2028-02-29'],
  ])('on 29 November 2026, %s within %j is %s', (typed, limits, day) => expect(readDay(typed, TODAY, limits)).toBe(day));

  it.each(['31/02/2027', '31/04', 'demain', '', '12', '99/99/9999', '2027'])('%s is none', (typed) =>
    expect(readDay(typed, TODAY)).toBeUndefined(),
  );

  it('is read as it is shown, whatever the day', () => {
    const { first, last } = plausibleDays(TODAY);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: daysBetween(first, last) }), (days) => {
        const day = addDays(first, days);
        expect(readDay(frenchDate(day), TODAY)).toBe(day);
        expect(dayProblem(day, TODAY)).toBeUndefined();
      }),
    );
  });

  it('is none that no one can have lived', () => {
    const said = (day: string) => say(dayProblem(day, TODAY) as KernelMessage);
    expect(said('1026-11-29')).toMatch(/29\/11\/1026 est trop tôt\u00a0: .*120 ans/);
    expect(said('2126-11-29')).toMatch(/plus de 20 ans/);
    expect(dayProblem('2026-02-30', TODAY)).toEqual(NO_SUCH_DAY);
  });
});
