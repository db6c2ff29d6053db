import { applicability, type Applicability } from './applicability.js';
import { isTyped } from '../kinds/index.js';
import type { Env, Form, Values } from '../language/language.js';
import { expectedOf } from './missing.js';

/** How far a form is filled: counts that every screen, list and export reads. */
export interface Completeness {
  /** Fields that are expected: calculated ones left out, as well as those answered « non applicable ». */
  readonly applicable: number;
  readonly filled: number;
  /** `applicable` − `filled`. */
  readonly missing: number;
  /** All fields of the PUT in this form, whether they apply or not: the charter's literal reading (C7.3). */
  readonly allPut: number;
}

/** The counts of a form, required or not. What is missing, field by field, is `expectedOf`. */
export function completeness(form: Form, values: Values, env: Env): Completeness {
  const { filled, missing } = expectedOf(form, values, env);
  return {
    applicable: filled + missing.length,
    filled,
    missing: missing.length,
    allPut: allFields(form, applicability(form, values, env)),
  };
}

function allFields(form: Form, found: Applicability): number {
  const rowsOf = new Map(found.groups.map(({ group, rowIds }) => [group.code, rowIds.length]));
  return sum(
    form.sections
      .flatMap((section) => section.content)
      .map((content) => {
        if (content.type !== 'group') return isTyped(content) ? 1 : 0;
        const rows = Math.max(1, content.min ?? 0, rowsOf.get(content.code) ?? 0);
        return Math.max(1, rows * content.items.filter(isTyped).length);
      }),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
