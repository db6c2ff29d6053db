import type { Comparator, Condition, ItemName, Scalar, Value } from '../language/language.js';
import { asPeriod, measure, type Quantity } from './operands.js';
import { comparePeriods } from './periods.js';
import type { Scope, Truth } from './rule-scope.js';
import { isFilled } from '../language/values.js';

export type { Truth } from './rule-scope.js';

/** Whether the condition holds. An item that does not apply reads as one that is not answered. */
export function evaluate(condition: Condition, scope: Scope): Truth {
  if ('answered' in condition) return isFilled(scope.read(condition.answered));
  if ('is' in condition) return oneOf(condition.is[0], [condition.is[1]], scope);
  if ('in' in condition) return oneOf(condition.in[0], condition.in[1], scope);
  if ('includes' in condition) return includes(scope.read(condition.includes[0]), condition.includes[1]);
  if ('anyRow' in condition) return any(scope.rows(condition.anyRow.group).map((row) => evaluate(condition.anyRow.when, row)));
  if ('atVisit' in condition) return scope.env.visit === undefined ? 'unknown' : condition.atVisit.includes(scope.env.visit);
  if ('compare' in condition) {
    const [left, operator, right] = condition.compare;
    return compare(measure(left, scope), operator, measure(right, scope));
  }
  if ('all' in condition) return all(condition.all.map((each) => evaluate(each, scope)));
  if ('any' in condition) return any(condition.any.map((each) => evaluate(each, scope)));
  return not(evaluate(condition.not, scope));
}

/** Compares two quantities, each perhaps unknown; a number and a date have nothing to say to each other. */
export function compare(left: Quantity | undefined, operator: Comparator, right: Quantity | undefined): Truth {
  if (left === undefined || right === undefined) return 'unknown';
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, operator, right);
  const [a, b] = [asPeriod(left), asPeriod(right)];
  return a && b ? comparePeriods(a, operator, b) : 'unknown';
}

function compareNumbers(a: number, operator: Comparator, b: number): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '>=':
      return a >= b;
    case '>':
      return a > b;
  }
}

function oneOf(name: ItemName, scalars: readonly Scalar[], scope: Scope): Truth {
  const value = scope.read(name);
  if (!isFilled(value) || typeof value === 'object') return 'unknown';
  return any(scalars.map((scalar) => scope.is(name, value, scalar)));
}

function includes(value: Value | undefined, code: string): Truth {
  return isFilled(value) && Array.isArray(value) ? value.includes(code) : 'unknown';
}

/** One false is enough to be false, even beside an unknown. */
function all(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes('unknown') ? 'unknown' : true;
}

/** One true is enough to be true, even beside an unknown. */
function any(truths: readonly Truth[]): Truth {
  return not(all(truths.map(not)));
}

function not(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}
