import type { Scalar, Value } from '../language/language.js';
import { readPeriod, type Quantity } from '../rules/periods.js';
import type { Truth } from '../rules/rule-scope.js';

/** What answers are to a rule: only those of one type are compared with each other. */
export interface RuleType {
  readonly name: 'number' | 'date' | 'time' | 'text' | 'code' | 'codes';
  /** Whether one of them may be less than another. */
  readonly isOrdered: boolean;
}

export const NUMBER: RuleType = { name: 'number', isOrdered: true };
export const DATE: RuleType = { name: 'date', isOrdered: true };
export const TEXT: RuleType = { name: 'text', isOrdered: false };
export const CODE: RuleType = { name: 'code', isOrdered: false };
export const CODES: RuleType = { name: 'codes', isOrdered: false };

/** What rules make of the answers of a kind. */
export interface Comparison {
  readonly type: RuleType;
  /** What an answer comes to; undefined where it is none that is compared. */
  readonly quantity: (value: Value) => Quantity | undefined;
  /** Whether an answer is that constant. */
  readonly is: (value: Value, constant: Scalar) => Truth;
  /** Its text alone does not tell what an answer comes to: the item must be known. */
  readonly isReadByKind?: true;
}

/** A constant is written as the answer, or is its number. */
export function isSame(value: Value, constant: Scalar): boolean {
  return typeof constant === 'number' ? Number(value) === constant : value === constant;
}

/** What is not compared: texts and codes. */
export function unordered(type: RuleType): Comparison {
  return { type, quantity: () => undefined, is: isSame };
}

/** Numbers, and decimals as texts. */
export const NUMBERS: Comparison = {
  type: NUMBER,
  quantity: (value) => (typeof value === 'number' ? value : isDecimal(value) ? Number(value) : undefined),
  is: isSame,
};

/** Dates that are whole, or months. */
export const DATES: Comparison = {
  type: DATE,
  quantity: (value) => (typeof value === 'string' ? readPeriod(value) : undefined),
  is: isSame,
};

function isDecimal(value: Value): boolean {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
}
