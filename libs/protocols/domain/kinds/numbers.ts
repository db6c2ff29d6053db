import { frenchNumber, NBSP, quoted } from '../language/french.js';
import type { NumberItem, Scalar, Value } from '../language/language.js';
import { problemAt, type Path, type ProtocolProblem } from '../check/protocol-problem.js';
import { problem, type ProtocolMessage, type ValueProblem } from '../values/value-problem.js';
import { NUMBERS } from './comparison.js';
import type { ItemSchema, Limit } from './kind.js';
import { understood, type Understood } from './understood.js';

/** The unit of numbers, typed or calculated. */
export const UNIT_SCHEMA = { type: 'string', minLength: 1, maxLength: 40 };

/** What whole numbers and decimals have in common. */
export const TYPED_NUMBERS = {
  schema: {
    name: 'numberItem',
    description: 'Nombre',
    properties: {
      unit: UNIT_SCHEMA,
      min: { type: 'number' },
      max: { type: 'number' },
      digits: { type: 'integer', minimum: 1, maximum: 10 },
    },
    required: ['type'],
  } satisfies ItemSchema,
  compare: NUMBERS,
  operands: () => [],
  limits: ({ min, max, digits }: NumberItem): readonly Limit[] => [
    ...(min === undefined
      ? []
      : [
          {
            name: 'min',
            value: min,
            says: () => ({ code: 'at-least' as const, params: { min } }),
            isWiderThan: (former: unknown) => Number(former) >= min,
          },
        ]),
    ...(max === undefined
      ? []
      : [
          {
            name: 'max',
            value: max,
            says: () => ({ code: 'at-most' as const, params: { max } }),
            isWiderThan: (former: unknown) => Number(former) <= max,
          },
        ]),
    ...(digits === undefined
      ? []
      : [
          {
            name: 'digits',
            value: digits,
            says: () => ({ code: 'digits-at-most' as const, params: { digits } }),
            isWiderThan: (former: unknown) => Number(former) <= digits,
          },
        ]),
  ],
  display: displayNumber,
  print: (_: unknown, constant: string) => quoted(constant),
  constant: numberConstant,
};

/** That its limits leave room. */
export function declaredBounds({ min, max }: NumberItem, path: Path): readonly ProtocolProblem[] {
  return min !== undefined && max !== undefined && min > max ? [problemAt([...path, 'min'], { code: 'bounds', params: { min, max } })] : [];
}

/** A number with its unit. */
export function displayNumber({ unit }: { readonly unit?: string }, value: Value): string {
  return withUnit(String(value), unit);
}

export function numberConstant({ code }: { readonly code: string }, constant: Scalar, _: unknown, path: Path): readonly ProtocolProblem[] {
  return typeof constant === 'number' ? [] : [problemAt(path, { code: 'wrong-type/number', params: { code } })];
}

/** Whether a number of the right shape lies within its limits. */
export function checkBounds(item: NumberItem, value: number | string): ValueProblem | null {
  const number = Number(value);
  const [tooSmall, tooLarge] = [item.min !== undefined && number < item.min, item.max !== undefined && number > item.max];
  if (!tooSmall && !tooLarge) return null;
  return problem('out-of-bounds', { code: tooSmall ? 'number-too-small' : 'number-too-large', params: { value, ...limitsOf(item) } });
}

/** What is said of its limits. */
export function limitsOf({ min, max, unit }: NumberItem): Pick<NumberItem, 'min' | 'max' | 'unit'> {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }), ...(unit !== undefined && { unit }) };
}

function withUnit(number: number | string, unit: string | undefined): string {
  return frenchNumber(number) + (unit === undefined ? '' : NBSP + unit);
}

/** A minus as typography, keyboards and spreadsheets write it before a number. */
const MINUS = /^\s*[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

/** A number as people write it, its unit perhaps after it. @param shape the value of digits with a point; undefined when they are none */
export function typedNumber(
  { unit }: NumberItem,
  text: string,
  shape: (number: string) => Value | undefined,
  expected: ProtocolMessage,
): Understood {
  const number = withoutUnit(text, unit)
    .replace(/[\uff0b\uff0c\uff0e\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(MINUS, '-')
    .replace(/\s/g, '')
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
