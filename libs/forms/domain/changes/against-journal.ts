import { canonicalJson, own } from '#kernel/domain';
import { findItem, valueAt, withCalculated, type Form, type Values } from '#protocols/domain';
import { conductOf } from '../conduct/conduct-of.js';
import type { Marks } from './marks.js';

/** What the journal says of one form. */
export interface ToldByJournal {
  /** The last writing of each key; no `value` when the answer was taken away. */
  readonly last: ReadonlyMap<string, { readonly seq: number; readonly value?: unknown }>;
  /** Entries of which a value is no longer there: what they wrote cannot be compared any more. */
  readonly erased: ReadonlySet<number>;
  /** The days on which the last writing may have calculated: two around midnight. */
  readonly days: readonly string[];
}

/** Keys of a form whose answer, or the version of it, is not what the journal says was written; those that a FAT calculates are calculated again. */
export function unlikeJournal(form: Form, { values, marks }: { values: Values; marks: Marks }, told: ToldByJournal): string[] {
  const calculated = told.days.map((today) => withCalculated(form, values, { today }));
  const keys = [...new Set([...Object.keys(values), ...Object.keys(marks), ...told.last.keys(), ...calculated.flatMap(Object.keys)])];
  return keys.filter((key) => {
    const live = valueAt(values, key);
    // Calculated values of the follow-up read the visit and the other forms as they stood then, which nobody kept: only what was typed is compared.
    if (findItem(form, key)?.item.type === 'calc')
      return !conductOf(form.kind).readsOtherForms && !calculated.some((again) => same(live, valueAt(again, key)));
    const last = told.last.get(key);
    const version = own(marks, key)?.[0] ?? 0;
    if (version > (last?.seq ?? 0)) return !told.erased.has(version);
    return version !== (last?.seq ?? 0) || !same(live, last?.value);
  });
}

function same(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined ? one === other : canonicalJson(one) === canonicalJson(other);
}
