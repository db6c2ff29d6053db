import { itemKey } from './keys.js';
import type { Env, Value, Values } from './language.js';
import { valueAt } from './values.js';

/** What a rule may read: the answers of the items that apply, and what surrounds the form. */
export interface Scope {
  readonly env: Env;
  read(code: string): Value | undefined;
}

/** A row of a group, from which its own items are seen first. */
export interface Row {
  readonly group: string;
  readonly rowId: string;
}

/** The scope over values of which each is known to apply: see `applicability`, which gives them. */
export function scopeOn(applicable: Values, env: Env, row?: Row): Scope {
  return {
    env,
    read: (code) => (row && valueAt(applicable, itemKey(row.group, row.rowId, code))) ?? valueAt(applicable, code),
  };
}
