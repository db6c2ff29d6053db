import {
  addDays,
  addMonths,
  ageInYears,
  calendarDate,
  daysBetween,
  frenchDate,
  frenchLongDate,
  isCalendarDate,
  todayIn,
} from './calendar-date.js';

const day = calendarDate;

describe('calendar dates', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2026-13-01', false],
    ['2026-04-31', false],
    ['0000-01-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00', false],
    [20260101, false],
    [null, false],
  ])('%s is a day: %s', (text, expected) => expect(isCalendarDate(text)).toBe(expected));

  it('no such day is an error, never another day', () => expect(() => calendarDate('2026-02-30')).toThrow(RangeError));

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2025-12-31', 12, '2026-12-31'],
  ])('%s + %i months is %s', (from, months, to) => expect(addMonths(day(from), months)).toBe(to));

  it('days cross months, leap days and changes of hour', () => {
    expect(addDays(day('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(day('2026-03-28'), 2)).toBe('2026-03-30');
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(daysBetween(day('2026-03-30'), day('2026-03-28'))).toBe(-2);
  });

  it.each([
    ['2008-08-15', '2026-08-14', 17],
    ['2008-08-15', '2026-08-15', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
  ])('born %s is, on %s, %i years old', (birth, on, age) => expect(ageInYears(day(birth), day(on))).toBe(age));

  it('today is the day where the centre is', () => {
    const instant = new Date('2026-08-31T21:30:00Z');
    expect(todayIn('Europe/Paris', instant)).toBe('2026-08-31');
    expect(todayIn('Indian/Reunion', instant)).toBe('2026-09-01');
    expect(todayIn('America/Cayenne', new Date('2026-09-01T02:00:00Z'))).toBe('2026-08-31');
  });

  it('is written the French way', () => {
    expect(frenchDate(day('2026-03-03'))).toBe('03/03/2026');
    expect(frenchLongDate(day('2026-03-03'))).toBe('3 mars 2026');
    expect(frenchLongDate(day('2026-08-01'))).toBe('1er août 2026');
  });
});
