import { calendarDate, daysBetween, isCalendarDate, type CalendarDate } from '#kernel/domain';
import { checkDate, plausibleDays } from './date-check.js';
import type { DateItem } from './language.js';
import { measure } from './operands.js';
import { readPeriod } from './periods.js';
import type { Scope } from './scope.js';

/** A day, month and year, right or wrong. */
const DAY = /^(?:\d{1,2}[/. -]\d{1,2}[/. -]\d{2}(?:\d{2})?|\d{8}|\d{4}-\d{2}-\d{2})$/;

/** Whether it reads as a day, where something else may be asked. */
export function looksLikeDay(text: string): boolean {
  return DAY.test(spelt(text));
}

/**
 * A date as people type it: `JJ/MM/AAAA`, `JJMMAAAA`, `MM/AAAA`, a year. What they leave out, a century or the year, is understood as the nearest
 * date to today that the field's limits allow. ISO is what date pickers give. Undefined when nothing can be made of it.
 */
export function typedDate(item: DateItem, typed: string, scope: Scope): string | undefined {
  const text = spelt(typed);
  switch (item.type) {
    case 'date':
      return typedDay(item, text, scope);
    case 'month':
      return wholeMonth(text) ?? shortMonth(item, text, scope);
    case 'partialDate':
      return plausibleYear(text, scope) ?? wholeMonth(text) ?? typedDay(item, text, scope) ?? shortMonth(item, text, scope);
  }
}

const SEPARATORS = /\s*[/.\-\s\u2010-\u2015\u2212]\s*/g;

/** One way of writing what separates and of digits: `2 / 12`, `2–12` and full-width figures are `2/12`. */
function spelt(text: string): string {
  const digits = text.trim().replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return isCalendarDate(digits) || /^\d{4}-\d{2}$/.test(digits) ? digits : digits.replace(SEPARATORS, '/');
}

function typedDay(item: DateItem, text: string, scope: Scope): string | undefined {
  if (isCalendarDate(text)) return text;
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const inYear = (each: number | string) => `${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year?.length === 4) return isCalendarDate(inYear(year)) ? inYear(year) : undefined;
  return nearest(item, yearsAround(year, scope).map(inYear).filter(isCalendarDate), scope);
}

/** `3/2024`, `03/2024`, `032024` or `2024-03`. */
function wholeMonth(text: string): string | undefined {
  const [, month, year] = /^(\d{1,2})\/(\d{4})$/.exec(text) ?? /^(\d{2})(\d{4})$/.exec(text) ?? [];
  return monthOf(year === undefined ? text : `${year}-${(month ?? '').padStart(2, '0')}`);
}

/** `0361`, `3/61`. */
function shortMonth(item: DateItem, text: string, scope: Scope): string | undefined {
  const [, month, year] = /^(\d{1,2})\/(\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text) ?? [];
  if (month === undefined) return undefined;
  const months = yearsAround(year, scope).flatMap((each) => monthOf(`${each}-${month.padStart(2, '0')}`) ?? []);
  return nearest(item, months, scope);
}

function monthOf(text: string): string | undefined {
  return text.length === 7 && readPeriod(text) ? text : undefined;
}

/** A year no patient can have lived is rather a day and a month: `1112` is 11 December. */
function plausibleYear(text: string, { env }: Scope): string | undefined {
  const { first, last } = plausibleDays(calendarDate(env.today));
  return /^\d{4}$/.test(text) && text >= first.slice(0, 4) && text <= last.slice(0, 4) ? text : undefined;
}

/** The years in which it may be, of those that end with these two digits where some are given. */
function yearsAround(digits: string | undefined, { env }: Scope): readonly number[] {
  const { first, last } = plausibleDays(calendarDate(env.today));
  const [from, until] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const years = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  return digits === undefined ? years : years.filter((year) => year % 100 === Number(digits));
}

/**
 * The nearest to today of those that the limits allow. Where none is, the nearest of the past, so that what is wrong with it can be told. A limit
 * that is not known yet is taken for today.
 */
function nearest(item: DateItem, candidates: readonly string[], scope: Scope): string | undefined {
  const today = calendarDate(scope.env.today);
  const past = candidates.filter((each) => firstOf(each) <= today);
  const isLimitUnknown = item.notAfter !== undefined && measure(item.notAfter, scope) === undefined;
  const allowed = (isLimitUnknown ? past : candidates).filter((each) => checkDate(item, each, scope) === null);
  const [best] =
    [allowed, past, candidates].find((each) => each.length > 0)?.toSorted((a, b) => farFrom(today, a) - farFrom(today, b)) ?? [];
  return best;
}

/** Of two as near as each other, the past one is meant. */
function farFrom(today: CalendarDate, date: string): number {
  const days = daysBetween(today, firstOf(date));
  return days > 0 ? days : -days - 0.5;
}

function firstOf(date: string): CalendarDate {
  return readPeriod(date)?.first ?? calendarDate(date);
}
