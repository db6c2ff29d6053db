import { addMonths, calendarDate, daysBetween, isCalendarDate, type CalendarDate } from './calendar-date.js';
import type { KernelMessage } from './say.js';

/** No one treated was born longer ago, and nothing is foreseen further ahead: beyond, a date is a slip of the finger, whatever asks for it. */
const YEARS_BACK = 120;
const YEARS_AHEAD = 20;

/** The first and the last day that may be meant. */
export interface Days {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

/** Nothing of what was written is a day; it is written as one, and the calendar has it not. */
export const NOT_A_DAY: KernelMessage = { code: 'not-a-day' };
export const NO_SUCH_DAY: KernelMessage = { code: 'no-such-day' };

/** The days that any date may be, seen from that day. */
export function plausibleDays(today: CalendarDate): Days {
  return { first: addMonths(today, -12 * YEARS_BACK), last: addMonths(today, 12 * YEARS_AHEAD) };
}

/** Why no date can be that one, of which a part may be known; undefined when it can. @param date as programs write it */
export function implausible({ first, last }: Days, today: CalendarDate, date: string): KernelMessage | undefined {
  const plausible = plausibleDays(today);
  if (last < plausible.first) return { code: 'too-long-ago', params: { date, years: YEARS_BACK } };
  if (first > plausible.last) return { code: 'too-far-ahead', params: { date, years: YEARS_AHEAD } };
  return undefined;
}

/** Why that day, as programs write it, can be no date; undefined when it can. */
export function dayProblem(day: string, today: CalendarDate): KernelMessage | undefined {
  return isCalendarDate(day) ? implausible({ first: day, last: day }, today, day) : NO_SUCH_DAY;
}

/** What is wrong with the last day of a range; undefined when nothing is, or when it has no first. */
export function lastBeforeFirst(first: string | undefined, last: string): KernelMessage | undefined {
  if (first === undefined || !isCalendarDate(first) || last >= first) return undefined;
  return { code: 'before-first', params: { first } };
}

/** A day, month and year, right or wrong. */
const DAY = /^(?:\d{1,2}[/. -]\d{1,2}[/. -]\d{2}(?:\d{2})?|\d{8}|\d{4}-\d{2}-\d{2})$/;

/** Whether it reads as a day, where something else may be asked. */
export function looksLikeDay(text: string): boolean {
  return DAY.test(speltDate(text));
}

const SEPARATORS = /\s*[/.\-\s\u2010-\u2015\u2212]\s*/g;

/** One way of writing what separates and of digits: `2 / 12`, `2–12` and full-width figures are `2/12`. */
export function speltDate(text: string): string {
  const digits = text.trim().replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return isCalendarDate(digits) || /^\d{4}-\d{2}$/.test(digits) ? digits : digits.replace(SEPARATORS, '/');
}

/** The days that a spelt text may be: one when it is whole, one for each year when the year or its century is left out, none when it is no day. */
export function daysSpelt(text: string, today: CalendarDate): readonly CalendarDate[] {
  if (isCalendarDate(text)) return [text];
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return [];
  const years = year?.length === 4 ? [year] : yearsAround(year, today);
  return years.map((each) => `${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).filter(isCalendarDate);
}

/** The years in which it may be, of those that end with these two digits where some are given. */
export function yearsAround(digits: string | undefined, today: CalendarDate): readonly number[] {
  const { first, last } = plausibleDays(today);
  const [from, until] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const years = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  return digits === undefined ? years : years.filter((year) => year % 100 === Number(digits));
}

/**
 * The nearest to today of those that the limits allow, be they days, months or years. Where none is, the nearest of the past, so that what is wrong
 * with it can be told.
 */
export function nearestDate<D extends string>(
  candidates: readonly D[],
  today: CalendarDate,
  isAllowed: (date: D) => boolean,
): D | undefined {
  const sets = [candidates.filter(isAllowed), candidates.filter((each) => firstOf(each) <= today), candidates];
  const [best] = sets.find((each) => each.length > 0)?.toSorted((a, b) => farFrom(today, a) - farFrom(today, b)) ?? [];
  return best;
}

/** Of two as near as each other, the past one is meant. */
function farFrom(today: CalendarDate, date: string): number {
  const days = daysBetween(today, firstOf(date));
  return days > 0 ? days : -days - 0.5;
}

function firstOf(date: string): CalendarDate {
  return calendarDate(`${date}-01-01`.slice(0, 10));
}

/** From when and until when a day may be, where that is known. */
export interface DayLimits {
  readonly notBefore?: CalendarDate;
  readonly notAfter?: CalendarDate;
}

/**
 * A day as people type it in a box: `05/03/2024`, `050324`, `0503`, with any separator. The year or century that they leave out is that of the nearest
 * day to today that the limits allow. Undefined when nothing can be made of it.
 */
export function readDay(typed: string, today: CalendarDate, { notBefore, notAfter }: DayLimits = {}): CalendarDate | undefined {
  return nearestDate(daysSpelt(speltDate(typed), today), today, (day) => day >= (notBefore ?? day) && day <= (notAfter ?? day));
}
