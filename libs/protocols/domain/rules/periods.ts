import { calendarDate, daysInMonth, isCalendarDate, type CalendarDate } from '#kernel/domain';
import type { Comparator } from '../language/language.js';

/** The days a date may be: one for `2026-03-05`, a month for `2026-03`, a year for `2026`. */
export interface Period {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  /** The minute of that one day, `HH:MM` where the centre is, when it is known. */
  readonly at?: string;
}

/** What rules compare: a number, or a date with its precision. */
export type Quantity = number | Period;

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined when there is no such period. */
export function readPeriod(text: string): Period | undefined {
  if (isCalendarDate(text)) return { first: text, last: text };
  const [, year, month] = /^([1-9]\d{3})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return { first: calendarDate(`${year}-01-01`), last: calendarDate(`${year}-12-31`) };
  return { first: calendarDate(`${year}-${month}-01`), last: calendarDate(`${year}-${month}-${daysInMonth(+year, +month)}`) };
}

/**
 * Compares without pretending: what two imprecise dates leave open is unknown. Where the minute of one is known, the other is all the minutes that it
 * may be: 14:30 on a day is neither before nor after that day.
 */
export function comparePeriods(one: Period, operator: Comparator, other: Period): boolean | 'unknown' {
  const isToTheMinute = one.at !== undefined || other.at !== undefined;
  const [a, b]: [Ends, Ends] = isToTheMinute ? [minutesOf(one), minutesOf(other)] : [one, other];
  switch (operator) {
    case '<':
      return before(a, b);
    case '>':
      return before(b, a);
    case '<=':
      return opposite(before(b, a));
    case '>=':
      return opposite(before(a, b));
    case '=':
      return same(a, b);
    case '!=':
      return opposite(same(a, b));
  }
}

/** The first and the last that it may be, as texts that sort. */
interface Ends {
  readonly first: string;
  readonly last: string;
}

function minutesOf({ first, last, at }: Period): Ends {
  return { first: `${first}T${at ?? '00:00'}`, last: `${last}T${at ?? '23:59'}` };
}

function before(a: Ends, b: Ends): boolean | 'unknown' {
  return a.last < b.first ? true : a.first >= b.last ? false : 'unknown';
}

function same(a: Ends, b: Ends): boolean | 'unknown' {
  if (a.last < b.first || b.last < a.first) return false;
  return a.first === a.last && b.first === b.last ? true : 'unknown';
}

function opposite(truth: boolean | 'unknown'): boolean | 'unknown' {
  return truth === 'unknown' ? truth : !truth;
}
