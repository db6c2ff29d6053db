import { applicability, type Applicability } from './applicability.js';
import type { Env, Form, Group, Item, Values } from './language.js';
import { isFilled, missingReason, valueAt } from './values.js';

export interface Completeness {
  /** `complete` once everything that applies has a value, or a reason for having none. */
  readonly state: 'empty' | 'in-progress' | 'complete';
  /** Fields that apply: calculated ones left out, as well as those answered "non applicable". */
  readonly applicable: number;
  readonly filled: number;
  /** `applicable` − `filled`. */
  readonly missing: number;
  /** Those of `missing` that have a reason (non disponible, non fait): shown apart. */
  readonly explained: number;
  /** All fields of the PUT in this form, whether they apply or not: the charter's literal reading (C7.3). */
  readonly allPut: number;
}

/**
 * How far a form is filled. Every field that applies counts, required or not; a row counts as soon as it exists, and the rows
 * that a group must have count as missing until they do. With `sectionCodes`, of these sections only.
 */
export function completeness(form: Form, values: Values, env: Env, sectionCodes?: readonly string[]): Completeness {
  const found = applicability(form, values, env);
  const counts = (code: string) => !sectionCodes || sectionCodes.includes(code);

  const fields = found.items.filter(({ item, section }) => isTyped(item) && counts(section.code));
  const answers = fields.map(({ key }) => valueAt(found.values, key));
  const filled = answers.filter(isFilled).length;
  const explained = answers.filter((answer) => ['ND', 'NF'].includes(missingReason(answer) ?? '')).length;
  const notApplicable = answers.filter((answer) => missingReason(answer) === 'NA').length;
  const dueRows = sum(
    found.groups.filter(({ section }) => counts(section.code)).map(({ group, rowIds }) => fieldsOfDueRows(group, rowIds.length)),
  );

  const applicable = fields.length + dueRows - notApplicable;
  const missing = applicable - filled;
  const started = filled + explained + notApplicable > 0;
  return {
    state: !started ? 'empty' : missing > explained ? 'in-progress' : 'complete',
    applicable,
    filled,
    missing,
    explained,
    allPut: allFields(form, found, counts),
  };
}

function fieldsOfDueRows(group: Group, rows: number): number {
  return Math.max(0, (group.min ?? 0) - rows) * group.items.filter((item) => isTyped(item) && !item.when).length;
}

function allFields(form: Form, found: Applicability, counts: (section: string) => boolean): number {
  const rowsOf = new Map(found.groups.map(({ group, rowIds }) => [group.code, rowIds.length]));
  return sum(
    form.sections
      .filter((section) => counts(section.code))
      .flatMap((section) => section.content)
      .map((content) => {
        if (content.type !== 'group') return isTyped(content) ? 1 : 0;
        return Math.max(1, content.min ?? 0, rowsOf.get(content.code) ?? 0) * content.items.filter(isTyped).length;
      }),
  );
}

function isTyped(item: Item): boolean {
  return item.type !== 'calc';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
