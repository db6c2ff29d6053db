import type { NumberItem } from '../language/language.js';
import { problemAt } from '../check/protocol-problem.js';
import { problem } from '../values/value-problem.js';
import type { Kind } from './kind.js';
import { checkBounds, declaredBounds, limitsOf, TYPED_NUMBERS, typedNumber } from './numbers.js';

/** A whole number. Its values are numbers. */
export const int: Kind<NumberItem> = {
  ...TYPED_NUMBERS,
  declared: (item, _, path) => [
    ...declaredBounds(item, path),
    ...(item.digits === undefined ? [] : [problemAt([...path, 'digits'], { code: 'wrong-type/digits' })]),
    ...([item.min, item.max].some((bound) => bound !== undefined && !Number.isInteger(bound))
      ? [problemAt(path, { code: 'bounds/whole' })]
      : []),
  ],
  check: (item, value) =>
    Number.isSafeInteger(value)
      ? checkBounds(item, value as number)
      : problem('wrong-shape', { code: 'whole-number-expected', params: { example: Math.ceil(item.min ?? 1) } }),
  understand: (item, typed) =>
    typedNumber(item, typed, (number) => (/^-?\d{1,15}$/.test(number) ? Number(number) : undefined), {
      code: 'whole-number-not-understood',
      params: limitsOf(item),
    }),
  // A whole number is a decimal as people write it.
  convertsTo: { dec: (value) => (typeof value === 'number' ? String(value) : value) },
};
