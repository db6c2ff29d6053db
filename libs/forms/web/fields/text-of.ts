import {
  checkValue,
  displayValue,
  missingReason,
  normaliseTyped,
  say,
  type CodeLists,
  type Item,
  type Scope,
  type Value,
} from '#protocols/domain';
import { fieldOf, type Understood } from './kinds/index.js';

export type { Understood } from './kinds/index.js';

/** What is typed in the box of a text is understood without looking at anything else. */
const NOWHERE: Scope = { today: '', value: () => undefined } as unknown as Scope;

/** What stands in a box that one types in: the value as people write it, without its unit. Nothing for a missing reason. */
export function textOf(item: Item, value: Value | undefined): string {
  if (value === undefined || missingReason(value)) return '';
  return displayValue('unit' in item ? { ...item, unit: undefined } : item, value, {});
}

/** The box while one types in it: what its kind and format make of the text, and nothing else. */
export function shapedWhileTyping(item: Item, text: string): string {
  return fieldOf(item).box?.shaped?.(item, text) ?? text;
}

/** Understands what was typed, by the same rules as the server; of a list, the one answer that it can be. */
export function understand(item: Item, text: string, lists: CodeLists, scope: Scope): Understood {
  const field = fieldOf(item);
  if (field.understand) return field.understand(item, text, lists);
  const typed = normaliseTyped(item, text, scope);
  if (!typed.ok) return { ok: false, message: say(typed.says) };
  if (typed.value === undefined) return typed;
  const problem = checkValue(item, typed.value, lists, scope);
  return problem ? { ok: false, message: say(problem.says) } : typed;
}

/** A text as its length is counted: without what is not kept of it. */
export function countedText(item: Item, text: string): string {
  if (!fieldOf(item).box?.isCounted) return text;
  const typed = normaliseTyped(item, text, NOWHERE);
  return typed.ok && typeof typed.value === 'string' ? typed.value : '';
}

/** What is said while what is typed may still grow into something else: nothing is saved of it yet. Undefined once it is whole. */
export function unfinishedText(item: Item, text: string): string | undefined {
  return fieldOf(item).box?.unfinished?.(text);
}
