import { ageInYears, daysBetween } from '#kernel/domain';
import type { Operand } from '../language/language.js';
import { readPeriod, type Period, type Quantity } from './periods.js';
import type { Scope } from './rule-scope.js';
import { valueAt } from '../language/values.js';

export type { Quantity } from './periods.js';

/**
 * The quantity of an operand; undefined while something it needs is not known, and where there is none (a ratio to zero, the days between
 * dates that are not days).
 */
export function measure(operand: Operand, scope: Scope): Quantity | undefined {
  if (typeof operand === 'number') return operand;
  if (typeof operand === 'string') return readDay(scope.env[operand]);
  if ('date' in operand) return readPeriod(operand.date);
  if ('item' in operand) {
    const name = operand.form === undefined ? operand.item : { item: operand.item, form: operand.form };
    return scope.quantity(name, scope.read(name));
  }
  if ('previousVisit' in operand) {
    const item = operand.previousVisit;
    return scope.quantity(item, valueAt(scope.env.previousVisit ?? {}, item));
  }
  if ('daysBetween' in operand) return spanOf(operand.daysBetween, scope, daysOf);
  if ('ageInYears' in operand) return spanOf(operand.ageInYears, scope, ageOf);
  return calculate(operand, scope);
}

/** The same, where only a number makes sense. */
export function measureNumber(operand: Operand, scope: Scope): number | undefined {
  const measured = measure(operand, scope);
  return typeof measured === 'number' ? measured : undefined;
}

/** A bare year is written like a number: where a date is meant, it is that year. */
export function asPeriod(measured: Quantity): Period | undefined {
  return typeof measured === 'number' ? readPeriod(String(measured)) : measured;
}

/** Rounds half away from zero, as people do by hand; `1.005` to two digits is `1.01`. */
export function roundTo(number: number, digits: number): number {
  const scale = 10 ** digits;
  const rounded = Math.round(tidy(Math.abs(number) * scale)) / scale;
  return number < 0 ? -rounded : rounded;
}

type Calculation = Extract<
  Operand,
  { sum: unknown } | { mean: unknown } | { difference: unknown } | { ratio: unknown } | { percentChange: unknown } | { round: unknown }
>;

function calculate(operand: Calculation, scope: Scope): number | undefined {
  if ('sum' in operand) return withAll(operand.sum, scope, (...terms) => terms.reduce((a, b) => a + b, 0));
  if ('mean' in operand) return mean(operand.mean, scope);
  if ('difference' in operand) return withAll(operand.difference, scope, (a, b) => a - b);
  if ('ratio' in operand) return withAll(operand.ratio, scope, (a, b) => a / b);
  if ('percentChange' in operand) return withAll(operand.percentChange, scope, (from, to) => ((to - from) / from) * 100);
  return withAll([operand.round[0]], scope, (number) => roundTo(number, operand.round[1]));
}

function withAll<Operands extends readonly Operand[]>(
  operands: Operands,
  scope: Scope,
  formula: (...numbers: { [Index in keyof Operands]: number }) => number,
): number | undefined {
  const numbers = operands.map((operand) => measureNumber(operand, scope));
  return numbers.includes(undefined) ? undefined : finite(formula(...(numbers as { [Index in keyof Operands]: number })));
}

/** Half of the operands at least must be known: the half rule of QLQ-C30. */
function mean(operands: readonly Operand[], scope: Scope): number | undefined {
  const known = operands.map((operand) => measureNumber(operand, scope)).filter((number) => number !== undefined);
  if (known.length === 0 || known.length * 2 < operands.length) return undefined;
  return finite(known.reduce((a, b) => a + b, 0) / known.length);
}

function spanOf(
  [from, to]: readonly [Operand, Operand],
  scope: Scope,
  span: (from: Period, to: Period) => number | undefined,
): number | undefined {
  const [start, end] = [from, to].map((operand) => {
    const measured = measure(operand, scope);
    return measured === undefined ? undefined : asPeriod(measured);
  });
  return start && end && span(start, end);
}

/** Days are counted between days: between months or years there is no one number of them. */
function daysOf(from: Period, to: Period): number | undefined {
  return isDay(from) && isDay(to) ? daysBetween(from.first, to.first) : undefined;
}

/**
 * Full years, where no day of either date would give others. Of adults the law lets only the month of birth be known: there age counts from its
 * first day.
 */
function ageOf(birth: Period, on: Period): number | undefined {
  const [least, most] = [ageInYears(birth.last, on.first), ageInYears(birth.first, on.last)];
  if (least === most) return most;
  return isWithinMonth(birth) && isDay(on) ? most : undefined;
}

function isDay({ first, last }: Period): boolean {
  return first === last;
}

function isWithinMonth({ first, last }: Period): boolean {
  return first.slice(0, 7) === last.slice(0, 7);
}

function readDay(day: string | undefined): Period | undefined {
  return day === undefined ? undefined : readPeriod(day);
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? tidy(number) : undefined;
}

/** Takes away what binary fractions add: 0.1 + 0.2 is 0.3. */
function tidy(number: number): number {
  // Most are whole, which have none; to write a number down costs more than to calculate it.
  return Number.isInteger(number) && Math.abs(number) < 1e14 ? number + 0 : Number(number.toPrecision(14));
}
