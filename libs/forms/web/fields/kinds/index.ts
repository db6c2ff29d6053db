import type { Item, ItemKind, ItemsByKind } from '#protocols/domain';
import { choice, multi, on, oni } from './choices.js';
import { dateTime } from './date-time.js';
import { date, month, partialDate } from './dates.js';
import type { Field } from './field.js';
import { calc, dec, int } from './numbers.js';
import { long, text } from './texts.js';
import { time } from './time.js';

export type { AskedChoice, Control, Understood } from './field.js';

/** How each kind of field is drawn. A kind of `protocols/domain` that is not here does not compile. */
const FIELDS: { readonly [K in ItemKind]: Field<ItemsByKind[K]> } = {
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

/** How an item is drawn. It takes items of its kind alone, which the compiler cannot follow: give it this item. */
export function fieldOf(item: Item): Field {
  return FIELDS[item.type] as unknown as Field;
}
