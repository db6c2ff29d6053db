import type { CodeLists } from '../language/code-lists.js';
import type { CodeListEntry, Item, ItemKind, ItemsByKind } from '../language/language.js';
import { calc } from './calc.js';
import { choice } from './choice.js';
import { NUMBER } from './comparison.js';
import type { Conversion } from './conversion.js';
import { dateTime } from './date-time.js';
import { date } from './date.js';
import { dec } from './dec.js';
import { int } from './int.js';
import type { Kind } from './kind.js';
import { long } from './long.js';
import { month } from './month.js';
import { multi } from './multi.js';
import { on } from './on.js';
import { oni } from './oni.js';
import { partialDate } from './partial-date.js';
import { text } from './text.js';
import { time } from './time.js';

export { AS_IT_STANDS } from './conversion.js';
export type { ItemSchema, Kind, Limit, OwnOperand } from './kind.js';

/**
 * Every kind of field of the protocol language, by the word that protocols write: all that rules, checks, lists of changes, screens and papers know of
 * kinds is read here. A kind that is in `ItemsByKind` and not here does not compile.
 */
export const KINDS: { readonly [K in ItemKind]: Kind<ItemsByKind[K]> } = {
  text,
  long,
  int,
  dec,
  date,
  month,
  partialDate,
  time,
  dateTime,
  choice,
  multi,
  on,
  oni,
  calc,
};

/** The kind of an item. It takes items of that kind alone, which the compiler cannot follow: give it this item. */
export function kindOf(item: Item): Kind {
  return KINDS[item.type] as unknown as Kind;
}

/** How answers to an item become answers to another one, of another version; undefined where they go as they stand, and are judged. */
export function conversion(from: Item, to: Item): Conversion | undefined {
  return kindOf(from).convertsTo[to.type] ?? kindOf(to).convertsFrom?.[from.type];
}

/** Whether people type it; what they do not is calculated. */
export function isTyped(item: Item): boolean {
  return kindOf(item).calculate === undefined;
}

/** Whether its answers are numbers, typed or calculated. */
export function isNumber(item: Item): boolean {
  return kindOf(item).compare.type === NUMBER;
}

/** What one chooses from; undefined of what is no choice. */
export function choicesOf(item: Item, lists: CodeLists): readonly CodeListEntry[] | undefined {
  return kindOf(item).entries?.(item, lists);
}

/** The entries one chooses from; none when the protocol lacks the list, which `checkProtocol` refuses. */
export function entriesOf(item: Item, lists: CodeLists): readonly CodeListEntry[] {
  return choicesOf(item, lists) ?? [];
}

/** The label of a code, or the code itself when the list does not know it. */
export function labelOf(item: Item, code: string, lists: CodeLists): string {
  return entriesOf(item, lists).find((entry) => entry.code === code)?.label ?? code;
}
