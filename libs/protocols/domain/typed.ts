import { calendarDate, compactIdentifier, firstLetters, isCalendarDate } from '#kernel/domain';
import { frenchNumber, NBSP } from './french.js';
import type { Env, Item, NumberItem, Value } from './language.js';
import { readPeriod } from './periods.js';

/** What someone typed, in the one shape values have; `undefined` when the field was emptied. */
export type Normalised = { readonly ok: true; readonly value: Value | undefined } | { readonly ok: false; readonly message: string };

/**
 * Understands what people type: `70,5`, `0311`, `3/2024`, `dupont`. It says no only when nothing can be made of it; whether the
 * value may stand is for `checkValue`.
 */
export function normaliseTyped(item: Item, typed: string, env: Env): Normalised {
  const text = typed.normalize('NFC').trim();
  if (text === '') return ok(undefined);
  switch (item.type) {
    case 'text':
      return ok(typedText(item.format, item.length, text));
    case 'long':
      return ok(text.replace(/\r\n?/g, '\n'));
    case 'int':
      return typedNumber(
        withoutUnit(text, item.unit),
        (number) => (/^-?\d{1,15}$/.test(number) ? Number(number) : undefined),
        `Un nombre entier est attendu${numberExpected(item)}.`,
      );
    case 'dec':
      return typedNumber(
        withoutUnit(text, item.unit),
        (number) => (/^-?\d{1,15}(\.\d{1,10})?$/.test(number) ? number : undefined),
        `Un nombre est attendu${numberExpected(item)}.`,
      );
    case 'date':
      return understood(typedDay(text, env.today), `Cette date n’est pas comprise. Écrivez JJ/MM/AAAA, par exemple 05/03/2024.`);
    case 'month':
      return understood(
        typedMonth(text, env.today),
        DAY.test(text)
          ? `Indiquez seulement le mois et l’année, par exemple 03/2024.`
          : `Ce mois n’est pas compris. Écrivez MM/AAAA, par exemple 03/2024.`,
      );
    case 'partialDate':
      return understood(
        /^[1-9]\d{3}$/.test(text) ? text : (typedMonth(text) ?? typedDay(text, env.today)),
        `Cette date n’est pas comprise. Écrivez une année, un mois ou un jour${NBSP}: 2024, 03/2024 ou 05/03/2024.`,
      );
    case 'multi':
      return ok(text.split(/[\s,;]+/));
    case 'choice':
    case 'on':
    case 'oni':
    case 'calc':
      return ok(text);
  }
}

function typedText(format: string | undefined, length: number | undefined, text: string): string {
  switch (format) {
    case 'letters':
      // What holds no letter at all is left as typed, so that the check can say what is wrong with it.
      return firstLetters(text, length ?? text.length) || text;
    case 'finess':
    case 'rpps':
    case 'phone':
      return compactIdentifier(text);
    case 'email':
      return text.toLowerCase();
    default:
      return text.replace(/\s+/g, ' ');
  }
}

function typedNumber(text: string, shape: (number: string) => Value | undefined, expected: string): Normalised {
  const number = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.')
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/^(-?)\./, '$10.');
  return understood(shape(/^-0(\.0*)?$/.test(number) ? number.slice(1) : number), expected);
}

/** The field's own unit, typed after the number, is not an error. */
function withoutUnit(text: string, unit: string | undefined): string {
  const [whole, end] = [text.toLowerCase(), unit?.toLowerCase() ?? ''];
  return end !== '' && whole.endsWith(end) && /\d\s*$/.test(text.slice(0, -end.length)) ? text.slice(0, -end.length) : text;
}

/** ` entre 30 et 250 cm, par exemple 140`: its bounds, and a number that lies within. */
function numberExpected({ type, min, max, unit, digits = 1 }: NumberItem): string {
  const [from, to] = [min === undefined ? '' : frenchNumber(min), max === undefined ? '' : frenchNumber(max)];
  const within = from && to ? ` entre ${from} et ${to}` : from ? ` d’au moins ${from}` : to ? ` d’au plus ${to}` : '';
  return `${within}${within && unit !== undefined ? NBSP + unit : ''}, par exemple ${exampleWithin(type === 'int' ? 0 : digits, min, max)}`;
}

function exampleWithin(digits: number, min: number | undefined, max: number | undefined): string {
  const usual = digits === 0 ? 12 : 70.5;
  const fits = usual >= (min ?? usual) && usual <= (max ?? usual);
  const middle = min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? max ?? usual);
  const example = Number((fits ? usual : middle).toFixed(digits));
  // A middle that rounding put outside its narrow bounds gives way to a bound.
  return frenchNumber(example >= (min ?? example) && example <= (max ?? example) ? example : (min ?? max ?? example));
}

/** A day, month and year, right or wrong. */
const DAY = /^(?:\d{1,2}[/. -]\d{1,2}[/. -]\d{2}(?:\d{2})?|\d{8}|\d{4}-\d{2}-\d{2})$/;

/**
 * `JJ/MM/AAAA`, `JJMMAAAA`, the same with two digits for the year, or `JJMM` for the latest such day that is not after today. ISO is what
 * date pickers give.
 */
function typedDay(text: string, today: string): string | undefined {
  if (isCalendarDate(text)) return text;
  const [, day, month, year] =
    /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text) ?? [];
  if (day === undefined || month === undefined) return undefined;
  const in_ = (each: number | string) => `${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const whole = year?.length === 2 ? centuryOf(year, today) : year;
  if (year !== undefined) return whole !== undefined && isCalendarDate(in_(whole)) ? in_(whole) : undefined;
  // 29 February may be eight years back, across a century year.
  const thisYear = Number(calendarDate(today).slice(0, 4));
  return Array.from({ length: 9 }, (_, back) => in_(thisYear - back)).find((candidate) => isCalendarDate(candidate) && candidate <= today);
}

/** Two digits of a day's year: the next twenty years are to come, all others past. */
function centuryOf(year: string, today: string): string {
  const thisYear = Number(calendarDate(today).slice(0, 4));
  const inThis = Math.floor(thisYear / 100) * 100 + Number(year);
  return String(inThis > thisYear + 20 ? inThis - 100 : inThis);
}

/** Two digits of a month's year: the latest that gives no month after today. */
function latestCentury(year: string, today: string, month: (year: number) => string): number {
  const inThis = Math.floor(Number(calendarDate(today).slice(0, 4)) / 100) * 100 + Number(year);
  return month(inThis) > today.slice(0, 7) ? inThis - 100 : inThis;
}

/** `3/2024`, `03/2024`, `032024` or `2024-03`; given today, `0361` and `03/61` for the latest such month that is not after it. */
function typedMonth(text: string, today?: string): string | undefined {
  const [, month, year] =
    /^(\d{1,2})[/. -](\d{4})$/.exec(text) ??
    /^(\d{2})(\d{4})$/.exec(text) ??
    (today === undefined ? null : (/^(\d{1,2})[/. -](\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text))) ??
    [];
  const in_ = (each: string | number) => `${each}-${(month ?? '').padStart(2, '0')}`;
  const period = year === undefined ? text : in_(year.length === 2 && today !== undefined ? latestCentury(year, today, in_) : year);
  return period.length === 7 && readPeriod(period) ? period : undefined;
}

function understood(value: Value | undefined, otherwise: string): Normalised {
  return value === undefined ? { ok: false, message: otherwise } : ok(value);
}

function ok(value: Value | undefined): Normalised {
  return { ok: true, value };
}
