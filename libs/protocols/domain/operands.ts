import { ageInYears, daysBetween } from '#kernel/domain';
import type { Operand, Value } from './language.js';
import { readPeriod, type Period } from './periods.js';
import type { Scope } from './scope.js';
import { valueAt } from './values.js';

/** What an operand comes to: a number, or a date with its precision. */
export type Quantity = number | Period;

/**
 * The quantity of an operand; undefined while something it needs is not known, and where there is none (a ratio to zero).
 * In reckonings a month or a year counts from its first day.
 */
export function measure(operand: Operand, scope: Scope): Quantity | undefined {
  if (typeof operand === 'number') return operand;
  if (typeof operand === 'string') return quantity(scope.env[operand]);
  if ('date' in operand) return readPeriod(operand.date);
  if ('item' in operand) {
    const { item, form } = operand;
    return quantity(scope.read(form === undefined ? item : { item, form }));
  }
  if ('previousVisit' in operand) return quantity(valueAt(scope.env.previousVisit ?? {}, operand.previousVisit));
  if ('daysBetween' in operand) return spanOf(operand.daysBetween, scope, daysBetween);
  if ('ageInYears' in operand) return spanOf(operand.ageInYears, scope, ageInYears);
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

type Reckoning = Extract<
  Operand,
  { sum: unknown } | { mean: unknown } | { difference: unknown } | { ratio: unknown } | { percentChange: unknown } | { round: unknown }
>;

function calculate(operand: Reckoning, scope: Scope): number | undefined {
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
  reckon: (...numbers: { [Index in keyof Operands]: number }) => number,
): number | undefined {
  const numbers = operands.map((operand) => measureNumber(operand, scope));
  return numbers.includes(undefined) ? undefined : finite(reckon(...(numbers as { [Index in keyof Operands]: number })));
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
  span: (from: Period['first'], to: Period['first']) => number,
): number | undefined {
  const [start, end] = [from, to].map((operand) => {
    const measured = measure(operand, scope);
    return measured === undefined ? undefined : asPeriod(measured);
  });
  return start && end && span(start.first, end.first);
}

function quantity(value: Value | undefined): Quantity | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : readPeriod(value);
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? tidy(number) : undefined;
}

/** Takes away what binary fractions add: 0.1 + 0.2 is 0.3. */
function tidy(number: number): number {
  return Number(number.toPrecision(14));
}
