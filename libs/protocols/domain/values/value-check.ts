import { type CodeLists } from '../language/code-lists.js';
import { isTyped, kindOf, type Kind } from '../kinds/index.js';
import type { Item } from '../language/language.js';
import type { Scope } from '../rules/rule-scope.js';
import { problem, type ValueProblem } from './value-problem.js';

export type { ValueProblem } from './value-problem.js';

/**
 * What forbids this value for this item; null when it may stand. The value may be anything that came over the wire. Limits of dates that are not
 * known yet forbid nothing.
 */
export function checkValue(item: Item, value: unknown, lists: CodeLists, scope: Scope): ValueProblem | null {
  if (isReason(value) && isTyped(item)) return checkReason(item, value.missing);
  return kindOf(item).check(item, value, lists, scope);
}

/** What is odd without being forbidden: the key of a FINESS or RPPS number, which fictive numbers fail. */
export function warnValue(item: Item, value: unknown): ValueProblem | null {
  const kind: Kind | undefined = kindOf(item);
  return kind?.warn?.(item, value) ?? null;
}

function isReason(value: unknown): value is { missing: unknown } {
  return typeof value === 'object' && value !== null && 'missing' in value && Object.keys(value).length === 1;
}

function checkReason(item: Item, reason: unknown): ValueProblem | null {
  const accepted = item.missingReasons ?? [];
  if (accepted.some((each) => each === reason)) return null;
  return problem('reason-not-accepted', { code: 'reason-not-accepted', params: { accepted } });
}
