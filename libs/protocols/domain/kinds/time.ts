import type { TimeItem, Value } from '../language/language.js';
import { problemAt } from '../check/protocol-problem.js';
import { problem } from '../values/value-problem.js';
import { isSame, type RuleType } from './comparison.js';
import { AS_IT_STANDS } from './conversion.js';
import type { Kind } from './kind.js';
import { understood } from './understood.js';

const TIME: RuleType = { name: 'time', isOrdered: true };

/** Hours and minutes of a day, `HH:MM`, on 24 hours. */
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

const CLOCK_SCHEMA = { type: 'string', pattern: CLOCK.source, description: 'Heure HH:MM, de 00:00 à 23:59, ex. 09:30.' };

/** A time of day where the centre is, to the minute. Its values are texts, `09:30`. */
export const time: Kind<TimeItem> = {
  schema: { name: 'timeItem', description: 'Heure', properties: { min: CLOCK_SCHEMA, max: CLOCK_SCHEMA }, required: ['type'] },
  declared: ({ min, max }, _, path) =>
    min !== undefined && max !== undefined && min > max ? [problemAt([...path, 'min'], { code: 'bounds', params: { min, max } })] : [],
  operands: () => [],
  limits: ({ min, max }) => [
    ...(min === undefined
      ? []
      : [
          {
            name: 'min',
            value: min,
            says: () => ({ code: 'not-before-time' as const, params: { time: min } }),
            isWiderThan: (former: unknown) => isTime(former) && former >= min,
          },
        ]),
    ...(max === undefined
      ? []
      : [
          {
            name: 'max',
            value: max,
            says: () => ({ code: 'not-after-time' as const, params: { time: max } }),
            isWiderThan: (former: unknown) => isTime(former) && former <= max,
          },
        ]),
  ],
  check: (item, value) => {
    if (!isTime(value)) return problem('wrong-shape', { code: 'no-such-time' });
    if (item.min !== undefined && value < item.min)
      return problem('too-early', { code: 'time-too-early', params: { value, ...limitsOf(item) } });
    if (item.max !== undefined && value > item.max)
      return problem('too-late', { code: 'time-too-late', params: { value, ...limitsOf(item) } });
    return null;
  },
  understand: (_, typed) => understood(typedTime(typed), { code: 'time-not-understood' }),
  compare: { type: TIME, quantity: minutesOf, is: isSame },
  display: (_, value) => String(value),
  print: (_, constant) => constant,
  constant: (_, constant, __, path) =>
    isTime(constant) ? [] : [problemAt(path, { code: 'no-such-time', params: { text: String(constant) } })],
  convertsTo: { text: AS_IT_STANDS, long: AS_IT_STANDS },
  convertsFrom: { text: fromWords, long: fromWords },
};

/** Whether it is a time of day as values and protocols write it. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && CLOCK.test(value);
}

/**
 * A time of day as people type it: `930`, `0930`, `9h30`, `9:30`, `9 h 30`; undefined when it is none. An hour alone is none: its minutes are not known. One that no
 * clock shows is given as it is, for the check to say so.
 */
export function typedTime(typed: string): string | undefined {
  const text = typed.replace(/[\uff10-\uff19\uff1a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const [, hours, minutes] = /^(\d{1,2})\s*[h:]\s*(\d{2})$/i.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
}

/** Since midnight. */
function minutesOf(value: Value): number | undefined {
  return isTime(value) ? Number(value.slice(0, 2)) * 60 + Number(value.slice(3)) : undefined;
}

/** What is said of its limits. */
function limitsOf({ min, max }: TimeItem): Pick<TimeItem, 'min' | 'max'> {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** What a text field holds, where it says a time: digits alone may be a year, a dose or a number of minutes, and are left for a person to decide. */
function fromWords(value: Value): Value {
  const read = typeof value === 'string' && /[h:]/i.test(value) ? typedTime(value.trim()) : undefined;
  return read !== undefined && isTime(read) ? read : value;
}
