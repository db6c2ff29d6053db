import { compactIdentifier, firstLetters, folded } from '#kernel/domain';
import {
  checkValue,
  displayValue,
  entriesOf,
  missingReason,
  normaliseTyped,
  type ChoiceItem,
  type CodeListEntry,
  type CodeLists,
  type Item,
  type Scope,
  type Value,
} from '#protocols/domain';

/** What is typed in the box of a text is understood without looking at anything else. */
const NOWHERE: Scope = { today: '', value: () => undefined } as unknown as Scope;

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

/** The answers of a list whose words have these letters, accents or not; all of them for no letters. */
export function withLetters(item: ChoiceItem, text: string, lists: CodeLists): readonly CodeListEntry[] {
  const [entries, letters] = [entriesOf(item, lists), folded(text.trim())];
  return letters ? entries.filter(({ label }) => folded(label).includes(letters)) : entries;
}

/** Understands what was typed, by the same rules as the server; of a list, the one answer that it can be: by its words, never by a code that nobody sees. */
export function understand(item: Item, text: string, lists: CodeLists, scope: Scope): Understood {
  if (item.type === 'choice') return understandWords(item, text.trim(), lists);
  const typed = normaliseTyped(item, text, scope);
  if (!typed.ok || typed.value === undefined) return typed;
  const problem = checkValue(item, typed.value, lists, scope);
  return problem ? { ok: false, message: problem.message } : typed;
}

function understandWords(item: ChoiceItem, words: string, lists: CodeLists): Understood {
  if (words === '') return { ok: true, value: undefined };
  const matches = withLetters(item, words, lists);
  const only = matches.find(({ label }) => folded(label) === folded(words)) ?? (matches.length === 1 ? matches[0] : undefined);
  if (only) return { ok: true, value: only.code };
  return {
    ok: false,
    message:
      matches.length === 0
        ? $localize`«\u00a0${words}\u00a0» n’est pas une réponse de la liste\u00a0: choisissez-en une, ou videz la case.`
        : $localize`Plusieurs réponses de la liste contiennent «\u00a0${words}\u00a0»\u00a0: choisissez-en une.`,
  };
}

/** A text as its length is counted: without what is not kept of it. */
export function countedText(item: Item, text: string): string {
  if (item.type !== 'text' && item.type !== 'long') return text;
  const typed = normaliseTyped(item, text, NOWHERE);
  return typed.ok && typeof typed.value === 'string' ? typed.value : '';
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
