import fc from 'fast-check';
import { canonicalJson } from '#kernel/domain';
import { applicability, withCalculated } from '../forms/applicability.js';
import { checkProtocol } from '../check/check-protocol.js';
import { checkOutcomes, proposals } from '../forms/checks.js';
import { completeness } from '../forms/completeness.js';
import { canonicalContent } from '../forms/coverage.js';
import { displayValue } from '../values/display.js';
import { advice, gaps } from '../forms/gaps.js';
import type { Condition, Env, Form, Item, Operand, Protocol, Values } from '../language/language.js';
import { on, printCondition, printItemConditions, printProposal, protocol } from '../testing.js';

/** Any document of the right shape, right or wrong in what it says, and any answers. Names are few, so that they meet. */
const code = fc.constantFrom('a', 'b', 'c', 'd', 'constructor', 'nothing');
const name = fc.oneof({ weight: 4, arbitrary: code }, fc.record({ item: code, form: fc.constantFrom('FIT', 'toString') }));
const scalar = fc.oneof(fc.constantFrom('O', 'N', 'A', '2026', '2026-03'), fc.integer({ min: -5, max: 5 }));

const { condition, operand } = fc.letrec<{ condition: Condition; operand: Operand }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ answered: name }),
    fc.record({ is: fc.tuple(name, scalar) }),
    fc.record({ in: fc.tuple(name, fc.array(scalar, { minLength: 1, maxLength: 3 })) }),
    fc.record({ includes: fc.tuple(name, fc.constantFrom('A', 'B')) }),
    fc.record({ anyRow: fc.record({ group: code, when: tie('condition') }) }),
    fc.record({ atVisit: fc.subarray(['V1', 'V2', 'NP'], { minLength: 1 }) }),
    fc.record({ compare: fc.tuple(tie('operand'), fc.constantFrom('<', '<=', '=', '!=', '>=', '>'), tie('operand')) }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom('today', 'decisionDate', 'visitDate', 'visitFrom', 'visitUntil'),
    fc.record({ date: fc.constantFrom('2026-03-05', '2026-02-30') }),
    fc.record({ item: code }),
    fc.record({ item: code, form: fc.constantFrom('FIT', 'toString') }),
    fc.record({ previousVisit: code }),
    fc.record({ sum: fc.array(tie('operand'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ mean: fc.array(tie('operand'), { minLength: 1, maxLength: 3 }) }),
    ...(['difference', 'ratio', 'percentChange', 'daysBetween', 'ageInYears'] as const).map((word) =>
      fc.record({ [word]: fc.tuple(tie('operand'), tie('operand')) }),
    ),
    fc.record({ round: fc.tuple(tie('operand'), fc.integer({ min: 0, max: 6 })) }),
  ) as fc.Arbitrary<Operand>,
}));

const common = { code, label: fc.constant('l'), place: fc.constant('p'), reliability: fc.constant('G') };
const optional = <Part>(part: fc.Arbitrary<Part>) => fc.option(part, { nil: undefined });
const any = {
  required: optional(fc.boolean()),
  requiredWhen: optional(condition),
  when: optional(condition),
  missingReasons: optional(fc.constant(['ND', 'NA'] as const)),
};
export const anyItem = fc.oneof(
  fc.record({
    ...common,
    ...any,
    type: fc.constantFrom('text', 'long'),
    maxLength: fc.integer({ min: 1, max: 9 }),
    format: optional(fc.constantFrom('letters', 'finess', 'rpps', 'email', 'phone')),
  }),
  fc.record({
    ...common,
    ...any,
    type: fc.constantFrom('int', 'dec'),
    min: optional(fc.integer({ min: -5, max: 5 })),
    max: optional(fc.integer({ min: -5, max: 5 })),
  }),
  fc.record({
    ...common,
    ...any,
    type: fc.constantFrom('date', 'month', 'partialDate', 'dateTime'),
    notBefore: optional(operand),
    notAfter: optional(operand),
  }),
  fc.record({
    ...common,
    ...any,
    type: fc.constant('time'),
    min: optional(fc.constantFrom('08:00', '20:00')),
    max: optional(fc.constantFrom('08:00', '20:00')),
  }),
  fc.record({
    ...common,
    ...any,
    type: fc.constantFrom('choice', 'multi', 'on', 'oni'),
    list: optional(fc.constantFrom('ABC', 'NONE', 'toString')),
    exclusive: optional(fc.constant('A')),
  }),
  fc.record({ ...common, when: optional(condition), type: fc.constant('calc'), result: fc.constantFrom('int', 'dec'), formula: operand }),
) as fc.Arbitrary<Item>;
const anyGroup = fc.record({
  type: fc.constant('group' as const),
  code,
  label: fc.constant('g'),
  rowLabel: fc.constant('r'),
  place: fc.constant('p'),
  min: optional(fc.nat(2)),
  max: optional(fc.nat(2)),
  mayBeEmpty: optional(fc.boolean()),
  when: optional(condition),
  items: fc.array(anyItem, { minLength: 1, maxLength: 3 }),
});
const anySection = fc.record({
  code: fc.constantFrom('s', 't'),
  title: fc.constant('S'),
  enteredBy: fc.constant('centre' as const),
  when: optional(condition),
  content: fc.array(fc.oneof(anyItem, anyGroup), { minLength: 1, maxLength: 4 }),
});
const anyCheck = fc.record({
  code,
  level: fc.constantFrom('hard', 'soft', 'notice'),
  assert: condition,
  items: fc.array(code, { minLength: 1, maxLength: 2 }),
  message: fc.constant('m'),
});
const anyProposal = fc.record({
  form: fc.constantFrom('FAT', 'EI', 'toString'),
  when: condition,
  with: optional(fc.dictionary(code, fc.oneof(fc.constantFrom('A', 'O'), fc.subarray(['A', 'B'])), { maxKeys: 2 })),
});
export const anyForm = fc.record({
  code: fc.constant('FAT'),
  kind: fc.constantFrom('FAT', 'SUIVI'),
  title: fc.constant('F'),
  place: fc.constant('p'),
  occurs: fc.constant('once'),
  heldOn: optional(code),
  sections: fc.array(anySection, { minLength: 1, maxLength: 3 }),
  checks: fc.array(anyCheck, { maxLength: 3 }),
  proposes: fc.array(anyProposal, { maxLength: 2 }),
}) as fc.Arbitrary<Form>;

export const anyKey = fc.oneof(
  code,
  code.map((group) => `${group}/row001`),
  fc.tuple(code, code).map(([group, item]) => `${group}/row001/${item}`),
  fc.string(),
);
export const anyValue = fc.oneof(
  scalar,
  fc.string(),
  fc.constantFrom('70.5', '2026-03-05', '09:30', '2026-03-05T09:30', '1e9', 'none', true as const),
  fc.subarray(['A', 'B', 'C']),
  fc.record({ missing: fc.constantFrom('ND', 'NF', 'NA') }),
);
export const anyValues = fc.dictionary(anyKey, anyValue, { maxKeys: 8 }) as fc.Arbitrary<Values>;

/** What surrounds the form in all these cases. */
export const anyEnv: Env = {
  ...on,
  decisionDate: '2026-07-30',
  visit: 'V1',
  visitDate: '2026-08-10',
  visitUntil: '2026-08-20',
  previousVisit: { a: 1 },
  forms: { FIT: { a: '2026-01-01' } },
};

/** What decides at the bedside, as one text: every build of this library must come to the same. */
export function verdict(of: Protocol, form: Form, values: Values): string {
  const found = applicability(form, values, anyEnv);
  return canonicalJson({
    shown: found.items.map(({ key, required }) => [key, required]),
    values: found.values,
    completeness: completeness(form, values, anyEnv),
    gaps: gaps(of, form, values, anyEnv, sectionsOf(form)),
    advice: advice(form, values, anyEnv),
    checks: checkOutcomes(form, found, anyEnv).map(({ check, holds, items }) => [check.code, holds, items]),
    proposals: proposals(form, found, anyEnv),
  });
}

/** The verdicts of so many protocols and answers that this seed draws: the same draw wherever it is made. */
export function verdicts(seed: number, count: number): string[] {
  const drawn = fc.sample(fc.tuple(anyForm, anyValues), { seed, numRuns: count });
  return drawn.map(([form, values]) => verdict(protocol([form]), form, values));
}

/** All that is ever made of a protocol and answers, words included. */
export function everything(of: Protocol, form: Form, values: Values) {
  const found = applicability(form, values, anyEnv);
  return {
    verdict: verdict(of, form, values),
    problems: checkProtocol(of),
    calculated: withCalculated(form, values, anyEnv),
    content: canonicalContent(form, values, sectionsOf(form), anyEnv),
    display: found.items.map(({ item, key }) => displayValue(item, found.values[key], of.codeLists)),
    conditions: found.items.flatMap(({ item }) => printItemConditions(item, form, of)),
    checks: form.checks?.map((check) => printCondition(check.assert, form, of)),
    proposed: form.proposes?.map((proposal) => printProposal(proposal, form, of)),
  };
}

function sectionsOf(form: Form): readonly string[] {
  return form.sections.map(({ code }) => code);
}
