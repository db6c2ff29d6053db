import { own } from '#kernel/domain';
import { isOfAnotherCentre } from '#forms/domain';
import type { Values } from '#protocols/domain';
import type { Draft, Marks, Pending } from '../saving/ledger.js';

/** What tells the answers that one does not change from those that one may. */
export interface TypedHere {
  readonly values: Values;
  readonly marks: Marks;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly drafts: ReadonlyMap<string, Draft>;
  /** The centre that one types in; none where nobody does. */
  readonly centreId?: string;
  /** Keys where another centre answered since the patient left: that it did is all that is told (charter C10.5). */
  readonly enteredElsewhere?: readonly string[];
}

/**
 * Whether another centre entered the answer that stands there: it is read, and typed nowhere but in that centre (charter C10.4). What one has typed meanwhile stays in its
 * box, with why it is not saved.
 */
export function standsElsewhere({ values, marks, pending, drafts, centreId, enteredElsewhere = [] }: TypedHere, key: string): boolean {
  if (pending.has(key) || drafts.has(key)) return false;
  if (enteredElsewhere.includes(key)) return true;
  const mark = own(marks, key);
  return (
    mark !== undefined && isOfAnotherCentre({ values, marks: { [key]: [mark.seq, mark.centreId] }, ...(centreId && { centreId }) }, key)
  );
}
