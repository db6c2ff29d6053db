import { compactIdentifier, firstLetters } from '#kernel/domain';
import {
  checkValue,
  displayValue,
  missingReason,
  normaliseTyped,
  type CodeLists,
  type Item,
  type Scope,
  type Value,
} from '#protocols/domain';

/** What stands in a box that one types in: the value as people write it, without its unit. Nothing for a missing reason. */
export function textOf(item: Item, value: Value | undefined): string {
  if (value === undefined || missingReason(value)) return '';
  return displayValue('unit' in item ? { ...item, unit: undefined } : item, value, {});
}

/** The box while one types in it: the first letters in capitals without accents, identifiers without blanks. Nothing else is taken away. */
export function shapedWhileTyping(item: Item, text: string): string {
  if (item.type !== 'text') return text;
  switch (item.format) {
    case 'letters':
      // What holds no such letter stays as typed: it is told, never taken away.
      return firstLetters(text, item.length ?? item.maxLength) || text;
    case 'finess':
      return compactIdentifier(text).toUpperCase();
    case 'rpps':
      return compactIdentifier(text);
    default:
      return text;
  }
}

/** What was understood: a value that may stand (`undefined` when the box was emptied), or why not. */
export type Understood = { readonly ok: true; readonly value: Value | undefined } | { readonly ok: false; readonly message: string };

/** Understands what was typed, by the same rules as the server. */
export function understand(item: Item, text: string, lists: CodeLists, scope: Scope): Understood {
  const typed = normaliseTyped(item, text, scope);
  if (!typed.ok || typed.value === undefined) return typed;
  const problem = checkValue(item, typed.value, lists, scope);
  return problem ? { ok: false, message: problem.message } : typed;
}

/**
 * Whether a date may still grow under the fingers: `0319` is a month once the field is left, and the beginning of `031961` before. Short
 * forms are understood only then, so that a pause in typing never saves another date.
 */
export function isUnfinishedDate({ type }: Item, text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (type === 'date') return digits > 0 && digits < 8;
  return (type === 'month' || type === 'partialDate') && digits > 0 && digits < 6;
}
