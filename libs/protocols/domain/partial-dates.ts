import { declaredItems } from './keys.js';
import type { Form } from './language.js';

/** The part of a form that says what its items are. */
export type Declared = Pick<Form, 'sections'>;

const known = new WeakMap<Declared, ReadonlySet<string>>();

/** Codes of the items that may be answered by a year alone: its text is that of a number, so their type says that it is none. */
export function partialDatesOf(form: Declared): ReadonlySet<string> {
  const found = known.get(form) ?? new Set(declaredItems(form).flatMap(({ item }) => (item.type === 'partialDate' ? [item.code] : [])));
  known.set(form, found);
  return found;
}
