import { calendarDate, daysSpelt, nearestDate, plausibleDays, yearsAround } from '#kernel/domain';
import { checkDateLimits, type DateLimits } from './date-check.js';
import { measure } from '../rules/operands.js';
import { readPeriod } from '../rules/periods.js';
import type { Scope } from '../rules/rule-scope.js';

/*
 * Dates as people type them: `JJ/MM/AAAA`, `JJMMAAAA`, `MM/AAAA`, a year, spelt in one way by `speltDate`. What they leave out, a century or the year, is
 * understood as the nearest date to today that the field's limits allow. ISO is what date pickers give. Undefined when nothing can be made of it.
 */

/** A day, of which the year or its century may be left out. */
export function typedDay(item: DateLimits, text: string, scope: Scope): string | undefined {
  return nearest(item, daysSpelt(text, calendarDate(scope.env.today)), scope);
}

/** `3/2024`, `03/2024`, `032024` or `2024-03`. */
export function wholeMonth(text: string): string | undefined {
  const [, month, year] = /^(\d{1,2})\/(\d{4})$/.exec(text) ?? /^(\d{2})(\d{4})$/.exec(text) ?? [];
  return monthOf(year === undefined ? text : `${year}-${(month ?? '').padStart(2, '0')}`);
}

/** `0361`, `3/61`. */
export function shortMonth(item: DateLimits, text: string, scope: Scope): string | undefined {
  const [, month, year] = /^(\d{1,2})\/(\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text) ?? [];
  if (month === undefined) return undefined;
  const months = yearsAround(year, calendarDate(scope.env.today)).flatMap((each) => monthOf(`${each}-${month.padStart(2, '0')}`) ?? []);
  return nearest(item, months, scope);
}

function monthOf(text: string): string | undefined {
  return text.length === 7 && readPeriod(text) ? text : undefined;
}

/** A year no patient can have lived is rather a day and a month: `1112` is 11 December. */
export function plausibleYear(text: string, { env }: Scope): string | undefined {
  const { first, last } = plausibleDays(calendarDate(env.today));
  return /^\d{4}$/.test(text) && text >= first.slice(0, 4) && text <= last.slice(0, 4) ? text : undefined;
}

/** A limit that is not known yet is taken for today. */
function nearest<D extends string>(item: DateLimits, candidates: readonly D[], scope: Scope): D | undefined {
  const today = calendarDate(scope.env.today);
  const isLimitUnknown = item.notAfter !== undefined && measure(item.notAfter, scope) === undefined;
  return nearestDate(
    candidates,
    today,
    (each) => (!isLimitUnknown || (each as string) <= today) && checkDateLimits(item, readPeriod(each), each, scope) === null,
  );
}
