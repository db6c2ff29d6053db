import { checkDate } from './date-check.js';
import { frenchPartialDate } from '../language/french.js';
import type { DateItem, Operand, Scalar, Value } from '../language/language.js';
import { readPeriod } from '../rules/periods.js';
import type { InForm } from '../rules/print.js';
import { problemAt, type Path, type ProtocolProblem } from '../check/protocol-problem.js';
import type { Scope } from '../rules/rule-scope.js';
import { DATE, DATES } from './comparison.js';
import type { ItemSchema, Limit, OwnOperand } from './kind.js';

/** The limits of dates, in a protocol. */
export const DATE_LIMITS_SCHEMA = { notBefore: { $ref: '#/$defs/operand' }, notAfter: { $ref: '#/$defs/operand' } };

/** What days, months and dates known in part have in common. */
export const ALL_DATES = {
  schema: { name: 'dateItem', description: 'Date', properties: DATE_LIMITS_SCHEMA, required: ['type'] } satisfies ItemSchema,
  compare: DATES,
  declared: () => [],
  check: (item: DateItem, value: unknown, _: unknown, scope: Scope) => checkDate(item, value, scope),
  operands: limitOperands,
  limits: dateLimits,
  display: (_: unknown, value: Value) => frenchPartialDate(String(value)),
  print: (_: unknown, constant: string) => frenchPartialDate(constant),
  constant: (_: unknown, constant: Scalar, __: unknown, path: Path) =>
    typeof constant === 'string' && readPeriod(constant) ? [] : [noSuchDay(String(constant), path)],
};

/** Limits are asked once all is known. */
export function limitOperands(item: { readonly notBefore?: Operand; readonly notAfter?: Operand }): readonly OwnOperand[] {
  return (['notBefore', 'notAfter'] as const).flatMap((name) => {
    const operand = item[name];
    return operand === undefined ? [] : [{ name, operand, comesTo: DATE, isNeeded: false }];
  });
}

export function dateLimits({ notBefore, notAfter }: { readonly notBefore?: Operand; readonly notAfter?: Operand }): readonly Limit[] {
  return [
    ...(notBefore === undefined
      ? []
      : [{ name: 'notBefore', value: notBefore, says: (at: InForm) => ({ code: 'not-before' as const, params: { day: notBefore, at } }) }]),
    ...(notAfter === undefined
      ? []
      : [{ name: 'notAfter', value: notAfter, says: (at: InForm) => ({ code: 'not-after' as const, params: { day: notAfter, at } }) }]),
  ];
}

export function noSuchDay(text: string, path: Path): ProtocolProblem {
  return problemAt(path, { code: 'no-such-day', params: { text } });
}
