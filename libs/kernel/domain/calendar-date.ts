import { MONTH_WORDS } from './words.js';

/** A day without zone nor hour, `YYYY-MM-DD`: as text it sorts, compares and travels as itself. */
export type CalendarDate = string & { readonly __day: unique symbol };

const DAY_MS = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day that exists (29 February only in leap years), from year 1000 on. */
export function isCalendarDate(text: unknown): text is CalendarDate {
  const parts = typeof text === 'string' ? ISO_DAY.exec(text) : null;
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The day of that text. @throws RangeError when there is no such day: callers have checked, or the text is ours. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`No such day: ${text}`);
  return text;
}

/** `month` from 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function addDays(day: CalendarDate, days: number): CalendarDate {
  return fromEpochDay(epochDay(day) + days);
}

/** The same day so many months later, or the last of that month: 31 January + 1 month is 28 or 29 February. */
export function addMonths(day: CalendarDate, months: number): CalendarDate {
  const [year, month, date] = split(day);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return join(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** Days from one to the other, negative when `to` comes first. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return epochDay(to) - epochDay(from);
}

/** Full years of age; someone born on 29 February has their birthday on 1 March of other years. */
export function ageInYears(birth: CalendarDate, on: CalendarDate): number {
  const [birthYear] = split(birth);
  const [year] = split(on);
  return year - birthYear - (on.slice(5) < birth.slice(5) ? 1 : 0);
}

/** Where a French day ends last: what has passed there has passed for every centre. */
export const LAST_FRENCH_ZONE = 'Pacific/Tahiti';

/** The day it is in a zone (`Europe/Paris`, `Indian/Reunion`…) at an instant. The instant is given, never read from a clock. */
export function todayIn(zone: string, instant: Date): CalendarDate {
  const parts = clockOf(zone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return join(part('year'), part('month'), part('day'));
}

/** Making one costs more than a query to the database, and zones are few. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  clocks.set(zone, clock);
  return clock;
}

/** `JJ/MM/AAAA`, as forms write it. */
export function frenchDate(day: CalendarDate): string {
  return day.split('-').reverse().join('/');
}

/** `2026-03-05` → `05/03/2026`, `2026-03` → `03/2026`, `2026` as it is; `2026-03-05T14:30` → `05/03/2026 14:30`. */
export function frenchMoment(text: string): string {
  const [day = '', time] = text.split('T');
  const spelt = day.split('-').reverse().join('/');
  return time === undefined ? spelt : `${spelt} ${time}`;
}

/** `3 mars 2026`, as sentences write a day; `mars 2026` of a month (`YYYY-MM`). */
export function frenchLongDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const name = `${MONTH_WORDS[(month ?? 0) - 1]} ${year}`;
  return date ? `${date === 1 ? '1er' : date} ${name}` : name;
}

function split(day: CalendarDate): [year: number, month: number, date: number] {
  return day.split('-').map(Number) as [number, number, number];
}

function join(year: number, month: number, date: number): CalendarDate {
  return calendarDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

function epochDay(day: CalendarDate): number {
  const [year, month, date] = split(day);
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

function fromEpochDay(days: number): CalendarDate {
  return calendarDate(new Date(days * DAY_MS).toISOString().slice(0, 10));
}
