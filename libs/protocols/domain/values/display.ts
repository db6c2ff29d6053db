import { type CodeLists } from '../language/code-lists.js';
import { MISSING_REASON_LABELS } from '../words.js';
import { kindOf } from '../kinds/index.js';
import type { Item, Value } from '../language/language.js';
import { missingReason } from '../language/values.js';

/** A value as people read it, on screens, on paper and in the history; empty when there is none. */
export function displayValue(item: Item, value: Value | undefined, lists: CodeLists): string {
  if (value === undefined) return '';
  const reason = missingReason(value);
  return reason ? MISSING_REASON_LABELS[reason] : kindOf(item).display(item, value, lists);
}
