import { addDays, addMonths, calendarDate } from '#kernel/domain';

/** So many days after a day, before it when negative. */
export function daysFrom(day: string, days: number): string {
  return addDays(calendarDate(day), days);
}

/** The month (`2026-11`) so many months after a day, before it when negative. */
export function monthsFrom(day: string, months: number): string {
  return addMonths(calendarDate(day), months).slice(0, 7);
}
