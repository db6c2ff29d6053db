import { isCalendarDate, looksLikeDay, speltDate } from '#kernel/domain';
import { checkDateLimits } from './date-check.js';
import { frenchPartialDate } from '../language/french.js';
import type { DateTimeItem, Value } from '../language/language.js';
import type { Period } from '../rules/periods.js';
import { problemAt } from '../check/protocol-problem.js';
import type { Scope } from '../rules/rule-scope.js';
import { typedDay } from './typed-dates.js';
import { problem } from '../values/value-problem.js';
import { DATE, isSame } from './comparison.js';
import { DATE_LIMITS_SCHEMA, dateLimits, limitOperands } from './dates.js';
import type { Kind } from './kind.js';
import { isTime, typedTime } from './time.js';
import { understood } from './understood.js';

/** A day and a time of it where the centre is, to the minute: `YYYY-MM-DDTHH:MM`, without zone. To rules it is a date of which the minute is known. */
export const dateTime: Kind<DateTimeItem> = {
  schema: { name: 'dateTimeItem', description: 'Date et heure', properties: DATE_LIMITS_SCHEMA, required: ['type'] },
  declared: () => [],
  operands: limitOperands,
  limits: dateLimits,
  check: (item, value, _, scope) => {
    const moment = momentOf(value);
    return moment ? checkDateLimits(item, moment, value as string, scope) : problem('wrong-shape', { code: 'moment-expected' });
  },
  understand: (item, typed, scope) =>
    understood(typedMoment(item, typed, scope), isDayAlone(typed) ? { code: 'time-of-day-wanted' } : { code: 'moment-not-understood' }),
  compare: { type: DATE, quantity: momentOf, is: isSame },
  display: (_, value) => inFrench(String(value)),
  print: (_, constant) => inFrench(constant),
  constant: (_, constant, __, path) =>
    momentOf(constant) ? [] : [problemAt(path, { code: 'no-such-time/moment', params: { text: String(constant) } })],
  // Where less is asked, something would be lost: a person decides, answer by answer.
  convertsTo: { text: inWords, long: inWords },
};

function momentOf(value: unknown): Period | undefined {
  if (typeof value !== 'string' || value[10] !== 'T') return undefined;
  const [day, at] = [value.slice(0, 10), value.slice(11)];
  return isCalendarDate(day) && isTime(at) ? { first: day, last: day, at } : undefined;
}

function shown({ first, at }: Period): string {
  return `${frenchPartialDate(first)} ${at ?? ''}`;
}

function inFrench(text: string): string {
  const moment = momentOf(text);
  return moment ? shown(moment) : text;
}

/** What ends a day and begins a time: a space, `à`, a comma, the T of programs. */
const PARTS = /^(.{0,30}?\S)(?:\s*[T,]\s*|\s+à\s+|\s+)(\d{1,2}\s*[h:]\s*\d{2}|\d{3,4})$/i;

/**
 * `05/03/2024 14:30`, `050324 1430`, `5/3 9h30`: a day as in any field of dates, then a time as in any field of times. Four digits after a day without its
 * year may be that year: nothing is made of them.
 */
function typedMoment(item: DateTimeItem, typed: string, scope: Scope): string | undefined {
  const [, day, clock] = isDayAlone(typed) ? [] : (PARTS.exec(typed) ?? []);
  if (day === undefined || clock === undefined) return undefined;
  if (/^\d+$/.test(clock) && !isDayAlone(day)) return undefined;
  const [date, time] = [typedDay(item, speltDate(day), scope), typedTime(clock)];
  return date === undefined || time === undefined ? undefined : `${date}T${time}`;
}

/** A day with its year, and nothing after it. */
function isDayAlone(text: string): boolean {
  return looksLikeDay(text) || /^\d{6}$/.test(text);
}

function inWords(value: Value): Value {
  return typeof value === 'string' ? inFrench(value) : value;
}
