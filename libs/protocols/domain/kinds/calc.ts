import { calculate } from '../rules/calculations.js';
import { quoted } from '../language/french.js';
import type { CalculatedItem } from '../language/language.js';
import { problemAt } from '../check/protocol-problem.js';
import { problem } from '../values/value-problem.js';
import { NUMBER, NUMBERS } from './comparison.js';
import type { Kind } from './kind.js';
import { displayNumber, numberConstant, UNIT_SCHEMA } from './numbers.js';
import { ok } from './understood.js';

/** A number that is computed from other answers, and never typed. */
export const calc: Kind<CalculatedItem> = {
  schema: {
    name: 'calculatedItem',
    description: 'Valeur calculée',
    properties: { result: { enum: ['int', 'dec'] }, unit: UNIT_SCHEMA, formula: { $ref: '#/$defs/operand' } },
    required: ['type', 'result', 'formula'],
  },
  declared: (item, _, path) => {
    const typedOnly = (['missingReasons', 'binds', 'prefill', 'reusable', 'required', 'requiredWhen'] as const).filter(
      (property) => item[property] !== undefined,
    );
    return typedOnly.map((property) => problemAt([...path, property], { code: 'not-for-calculated', params: { property } }));
  },
  operands: ({ formula }) => [{ name: 'formula', operand: formula, comesTo: NUMBER, isNeeded: true }],
  limits: () => [],
  check: () => problem('calculated', { code: 'calculated-value' }),
  understand: (_, typed) => ok(typed),
  compare: NUMBERS,
  display: displayNumber,
  print: (_, constant) => quoted(constant),
  constant: numberConstant,
  convertsTo: {},
  calculate,
};
