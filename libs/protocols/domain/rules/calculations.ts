import type { CalculatedItem, Value } from '../language/language.js';
import { measureNumber, roundTo } from './operands.js';
import type { Scope } from './rule-scope.js';

/** Beyond this a number could not be written as a plain decimal, and no measure of a patient is. */
const LARGEST = 1e15;

/** The value of a calculated item, in the shape of its result; absent while an operand is unknown. */
export function calculate(item: CalculatedItem, scope: Scope): Value | undefined {
  const number = measureNumber(item.formula, scope);
  if (number === undefined || Math.abs(number) >= LARGEST) return undefined;
  if (item.result === 'int') return roundTo(number, 0) + 0;
  return roundTo(number, 6)
    .toFixed(6)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
}
