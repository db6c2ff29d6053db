import type { NumberItem } from '../language/language.js';
import { problem } from '../values/value-problem.js';
import type { Kind } from './kind.js';
import { checkBounds, declaredBounds, limitsOf, TYPED_NUMBERS, typedNumber } from './numbers.js';

/** A decimal. Its values are texts with a point, so that what was typed is what is kept. */
export const dec: Kind<NumberItem> = {
  ...TYPED_NUMBERS,
  declared: (item, _, path) => declaredBounds(item, path),
  check: (item, value) => {
    if (typeof value !== 'string' || !/^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(value))
      return problem('wrong-shape', { code: 'number-expected', params: { example: item.min ?? 70.5 } });
    const digits = item.digits ?? 2;
    if ((value.split('.')[1] ?? '').length > digits) return problem('too-precise', { code: 'too-many-digits', params: { digits } });
    return checkBounds(item, value);
  },
  understand: (item, typed) =>
    typedNumber(item, typed, (number) => (/^-?\d{1,15}(\.\d{1,10})?$/.test(number) ? number : undefined), {
      code: 'number-not-understood',
      params: { digits: item.digits ?? 1, ...limitsOf(item) },
    }),
  convertsTo: {},
};
