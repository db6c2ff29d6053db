import { declaredItems } from '../language/keys.js';
import { KINDS, kindOf } from '../kinds/index.js';
import { isSame, type Comparison } from '../kinds/comparison.js';
import type { Form } from '../language/language.js';

/** The part of a form that says what its items are. */
export type Declared = Pick<Form, 'sections'>;

type Compared = Pick<Comparison, 'quantity' | 'is'>;

const known = new WeakMap<Declared, ReadonlyMap<string, Comparison>>();

/** What rules make of the answers of a form, by code of the item. */
export function comparisonsOf(form: Declared): ReadonlyMap<string, Comparison> {
  const found = known.get(form) ?? new Map(declaredItems(form).map(({ item }) => [item.code, kindOf(item).compare]));
  known.set(form, found);
  return found;
}

/** Codes of the items that may be answered by a year alone: its text is that of a number, so their type says that it is none. */
export function partialDatesOf(form: Declared): ReadonlySet<string> {
  return new Set([...comparisonsOf(form)].flatMap(([code, { isReadByKind }]) => (isReadByKind ? [code] : [])));
}

const SHAPES = [...new Set(Object.values(KINDS).map(({ compare }) => compare))].filter(({ isReadByKind }) => !isReadByKind);

/** What is made of an answer of which only the text is known: the first kind of which it has the shape. */
export const BY_SHAPE: Compared = {
  quantity: (value) => {
    for (const { quantity } of SHAPES) {
      const found = quantity(value);
      if (found !== undefined) return found;
    }
    return undefined;
  },
  is: isSame,
};

/** What is made of an answer of another form that is known to be a date known in part. */
export const PARTIAL_DATES: Compared = KINDS.partialDate.compare;
