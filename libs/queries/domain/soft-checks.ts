import { canonicalJson, own } from '#kernel/domain';
import {
  applicability,
  checkOutcomes,
  referencesOfCondition,
  valueAt,
  type CheckOutcome,
  type Env,
  type Form,
  type ProtocolMessage,
  type Truth,
  type Values,
} from '#protocols/domain';

/** How a soft check stands at one place of a form. */
export interface SoftCheck {
  /** The code of the check, and the row it speaks of: one live query at most for each. */
  readonly key: string;
  readonly code: string;
  /** Where the question is asked. */
  readonly item: string;
  readonly says: ProtocolMessage;
  readonly holds: Truth;
  /** All that it judged, as one text: the same text is the same doubt. */
  readonly judged: string;
}

/** Every soft check that is asked of the form, at each of its places. */
export function softChecks(form: Form, values: Values, env: Env): SoftCheck[] {
  const found = applicability(form, values, env);
  return checkOutcomes(form, found, env)
    .filter(({ check }) => check.level === 'soft')
    .map((outcome) => ({
      key: [outcome.check.code, rowOf(outcome)].filter(Boolean).join('@'),
      code: outcome.check.code,
      item: outcome.items[0] ?? '',
      says: outcome.check.says,
      holds: outcome.holds,
      judged: judgedBy(outcome, found.values, env),
    }));
}

/** `group/rowId` when the check speaks of a row. */
function rowOf({ items, reads }: CheckOutcome): string {
  const inRow = [...items, ...reads].find((key) => key.includes('/'));
  return inRow?.split('/').slice(0, 2).join('/') ?? '';
}

function judgedBy({ check, items, reads }: CheckOutcome, values: Values, env: Env): string {
  const here = [...new Set([...items, ...reads])].map((key) => valueAt(values, key) ?? null);
  const elsewhere = referencesOfCondition(check.assert).flatMap(({ item, form, previousVisit }) => {
    const source = form ? own(env.forms, form) : previousVisit ? env.previousVisit : undefined;
    return source ? [valueAt(source, item) ?? null] : [];
  });
  return canonicalJson([here, elsewhere, env.visitDate ?? null, ...patientDays(check.assert, env)]);
}

/** The days of the patient that the product's own checks look at. */
function patientDays(assert: CheckOutcome['check']['assert'], env: Env): (string | null)[] {
  const sides: readonly unknown[] = 'compare' in assert ? assert.compare : [];
  return (['birth', 'treatedFrom'] as const).filter((day) => sides.includes(day)).map((day) => env[day] ?? null);
}
