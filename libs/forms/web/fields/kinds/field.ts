import type { CodeLists, Item, ItemBase, Value } from '#protocols/domain';

/** What was understood: a value that may stand (`undefined` when the box was emptied), or why not. */
export type Understood = { readonly ok: true; readonly value: Value | undefined } | { readonly ok: false; readonly message: string };

/** What a field is answered with: a box that one types in, large buttons, a list that filters, boxes to tick; words where nobody answers. */
export type Control = 'typed' | 'radio' | 'list' | 'multi' | 'words';

/** How a kind of field is drawn and heard on a screen. What its answers are is in `protocols/domain/kinds`. */
export interface Field<I extends ItemBase = Item> {
  readonly control: (item: I, lists: CodeLists) => Control;
  /** What keys do in it, for the panel beside it; empty where there is nothing to tell. */
  readonly keys: string;
  /** The box, of what is typed. */
  readonly box?: Box<I>;
  /** Whether its few answers stand side by side and have letters: O, N, I. */
  readonly isYesNo?: true;
  /** What a patient chooses from, in large buttons; undefined where they type. */
  readonly choices?: (item: I, lists: CodeLists) => readonly AskedChoice[] | undefined;
  /** What was typed, where the words of a list are what is understood; else as the server understands it. */
  readonly understand?: (item: I, text: string, lists: CodeLists) => Understood;
  /** The question alone, to be tried with any answer, whatever the protocol says around it. */
  readonly alone: (item: I) => Item;
}

/** The box of what is typed. */
export interface Box<I extends ItemBase = Item> {
  readonly isLong?: true;
  /** The keyboard that a telephone shows. */
  readonly keyboard: (item: I) => string | null;
  /** What it looks like, in the empty box. */
  readonly example?: string;
  /** The class of `typed-control.scss` that makes it as wide as its answer. */
  readonly width: (item: I) => string;
  /** The most characters that are counted under it; what is wrong with a number, a date or an identifier is said by what they are. */
  readonly most?: (item: I) => number | null;
  /** Whether what is kept of a text is shorter than what is typed, and that is what is counted. */
  readonly isCounted?: true;
  /** The text while one types. */
  readonly shaped?: (item: I, text: string) => string;
  /** What is said while what is typed may still grow into something else; undefined once it is whole. */
  readonly unfinished?: (text: string) => string | undefined;
}

export interface AskedChoice {
  readonly value: string | number;
  readonly label: string;
}

/** What of an item has nothing to do with when it is asked. */
export function unconditional(item: Item): Item {
  const { required: _r, requiredWhen: _w, when: _c, help: _h, missingReasons: _m, ...rest } = item;
  return rest;
}

/** What is left of an item without anything that its kind or its place adds. */
export function bare({ code, label, place, reliability }: ItemBase): ItemBase {
  return { code, label, place, reliability };
}
