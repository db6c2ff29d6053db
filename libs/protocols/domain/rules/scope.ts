import { own } from '#kernel/domain';
import { BY_SHAPE, comparisonsOf, PARTIAL_DATES, type Declared } from './answers-compared.js';
import { itemKey, rowsByGroup } from '../language/keys.js';
import type { Env, ItemName, Value, Values } from '../language/language.js';
import type { Row, Scope } from './rule-scope.js';
import { valueAt } from '../language/values.js';

export type { Row, Scope } from './rule-scope.js';

/** The scope over values of that form, of which each is known to apply: see `applicability`, which gives them. */
export function scopeOn(form: Declared, applicable: Values, env: Env, row?: Row): Scope {
  const comparison = (name: ItemName) =>
    typeof name === 'string'
      ? (comparisonsOf(form).get(name) ?? BY_SHAPE)
      : own(env.partialDates, name.form)?.includes(name.item)
        ? PARTIAL_DATES
        : BY_SHAPE;
  return {
    env,
    read: (name) => {
      if (typeof name !== 'string') return elsewhere(name, env);
      return (row && valueAt(applicable, itemKey(row.group, row.rowId, name))) ?? valueAt(applicable, name);
    },
    quantity: (name, value) => (value === undefined ? undefined : comparison(name).quantity(value)),
    is: (name, value, constant) => comparison(name).is(value, constant),
    rows: (group) => (rowsByGroup(applicable).get(group) ?? []).map((rowId) => scopeOn(form, applicable, env, { group, rowId })),
  };
}

function elsewhere({ item, form }: Exclude<ItemName, string>, { forms }: Env): Value | undefined {
  const values = own(forms, form);
  return values && valueAt(values, item);
}
