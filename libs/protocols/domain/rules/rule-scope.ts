import type { Env, ItemName, Scalar, Value } from '../language/language.js';
import type { Quantity } from './periods.js';

/** Three-valued: what is not answered is not false, and neither is its negation true. */
export type Truth = boolean | 'unknown';

/** What a rule may read: the answers of the items that apply, and what surrounds the form. `scopeOn` makes one. */
export interface Scope {
  readonly env: Env;
  read(name: ItemName): Value | undefined;
  /** What an answer of that item comes to, as its kind says; undefined where it is none that is compared. */
  quantity(name: ItemName, value: Value | undefined): Quantity | undefined;
  /** Whether an answer of that item is this constant. */
  is(name: ItemName, value: Value, constant: Scalar): Truth;
  /** What is seen from each row of that group, in their order. */
  rows(group: string): readonly Scope[];
}

/** A row of a group, from which its own items are seen first. */
export interface Row {
  readonly group: string;
  readonly rowId: string;
}
