import { own } from '#kernel/domain';
import { valueAt, type Values } from '#protocols/domain';
import type { Marks } from './marks.js';

/** Answers as they stand, and the centre that would change them; none for who works in no centre. */
export interface TypedAt {
  readonly values: Values;
  readonly marks: Marks;
  readonly centreId?: string;
}

/**
 * Whether an answer stands there that another centre entered: it is neither changed nor taken away here (charter C10.4). What that centre left empty, or took away
 * itself, is open to anyone who types in the form.
 */
export function isOfAnotherCentre({ values, marks, centreId }: TypedAt, key: string): boolean {
  const mark = own(marks, key);
  return centreId !== undefined && mark !== undefined && mark[1] !== centreId && valueAt(values, key) !== undefined;
}
