import { own } from '#kernel/domain';
import type { Values } from '#protocols/domain';
import type { Marks } from '../changes/marks.js';

/** Where a person reads from, and where the patient is followed. Staff and the centre in charge read all of a form. */
export interface Viewer {
  /** The centre of the person's profile; none for the operator's side. */
  readonly centreId?: string;
  /** The centre in charge of the patient, and those that were. */
  readonly centres: { readonly current: string; readonly former: readonly string[] };
}

/** The values that a person sees of a form: a centre that the patient left keeps what it wrote, and no more (charter C10.5). */
export function visibleValues(values: Values, marks: Marks, viewer: Viewer): Values {
  const only = onlyCentre(viewer);
  if (only === undefined) return values;
  return Object.fromEntries(Object.entries(values).filter(([key]) => own(marks, key)?.[1] === only));
}

/** The one centre whose entries this person sees; undefined when they see all. */
export function onlyCentre({ centreId, centres }: Viewer): string | undefined {
  return centreId !== undefined && centreId !== centres.current && centres.former.includes(centreId) ? centreId : undefined;
}

/**
 * Where answers stand that this person does not see: of a form that they may still finish, so that nobody types there what another centre told already (charter C10.4).
 * That there is an answer is all that is told of it.
 */
export function enteredElsewhere(values: Values, marks: Marks, viewer: Viewer): string[] {
  const seen = visibleValues(values, marks, viewer);
  return Object.keys(values).filter((key) => own(marks, key) !== undefined && !Object.hasOwn(seen, key));
}
