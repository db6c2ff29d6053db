import { labelOf, MISSING_REASON_LABELS, type CodeLists } from './code-lists.js';
import { frenchNumber, frenchPartialDate, NBSP } from './french.js';
import type { Item, Value } from './language.js';
import { missingReason } from './values.js';

/** A value as people read it, on screens, on paper and in the history; empty when there is none. */
export function displayValue(item: Item, value: Value | undefined, lists: CodeLists): string {
  if (value === undefined) return '';
  const reason = missingReason(value);
  if (reason) return MISSING_REASON_LABELS[reason];
  switch (item.type) {
    case 'text':
      return item.format === 'phone' ? inPairs(String(value)) : String(value);
    case 'long':
      return String(value);
    case 'int':
    case 'dec':
    case 'calc':
      return frenchNumber(String(value)) + (item.unit === undefined ? '' : NBSP + item.unit);
    case 'date':
    case 'month':
    case 'partialDate':
      return frenchPartialDate(String(value));
    case 'choice':
    case 'on':
    case 'oni':
      return labelOf(item, String(value), lists);
    case 'multi':
      return Array.isArray(value)
        ? value.map((code: string) => labelOf(item, code, lists)).join(', ')
        : labelOf(item, String(value), lists);
  }
}

/** `01 23 45 67 89`: kept without blanks, read by pairs; numbers abroad as they are. */
function inPairs(number: string): string {
  return /^0\d{9}$/.test(number) ? number.replace(/\d{2}(?=\d)/g, `$&${NBSP}`) : number;
}
