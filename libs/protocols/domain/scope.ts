import { own } from '#kernel/domain';
import { itemKey, rowsByGroup } from './keys.js';
import type { Env, ItemName, Value, Values } from './language.js';
import { partialDatesOf, type Declared } from './partial-dates.js';
import { valueAt } from './values.js';

/** What a rule may read: the answers of the items that apply, and what surrounds the form. */
export interface Scope {
  readonly env: Env;
  read(name: ItemName): Value | undefined;
  /** Whether its answers are dates of which a year alone may be known. */
  isPartialDate(name: ItemName): boolean;
  /** What is seen from each row of that group, in their order. */
  rows(group: string): readonly Scope[];
}

/** A row of a group, from which its own items are seen first. */
export interface Row {
  readonly group: string;
  readonly rowId: string;
}

/** The scope over values of that form, of which each is known to apply: see `applicability`, which gives them. */
export function scopeOn(form: Declared, applicable: Values, env: Env, row?: Row): Scope {
  return {
    env,
    read: (name) => {
      if (typeof name !== 'string') return elsewhere(name, env);
      return (row && valueAt(applicable, itemKey(row.group, row.rowId, name))) ?? valueAt(applicable, name);
    },
    isPartialDate: (name) =>
      typeof name === 'string' ? partialDatesOf(form).has(name) : (own(env.partialDates, name.form)?.includes(name.item) ?? false),
    rows: (group) => (rowsByGroup(applicable).get(group) ?? []).map((rowId) => scopeOn(form, applicable, env, { group, rowId })),
  };
}

function elsewhere({ item, form }: Exclude<ItemName, string>, { forms }: Env): Value | undefined {
  const values = own(forms, form);
  return values && valueAt(values, item);
}
