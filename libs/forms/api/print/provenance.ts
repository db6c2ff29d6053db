import type { Marks } from '#forms/domain';
import { own } from '#kernel/domain';
import type { Applicability } from '#protocols/domain';

/** On paper, which centre entered which answer (charter C10.3). */
export interface Provenance {
  /** What stands after an answer, `[B]`; nothing after those of the form's own centre, nor where one centre entered them all. */
  readonly noteOf: (key: string) => string;
  /** What each note means, in the order of their letters: the form's own centre, which needs none after its answers, comes first. */
  readonly notes: readonly { readonly note: string; readonly centreId: string }[];
}

/** Nothing to be told: one centre entered all that is printed. */
export const ONE_CENTRE: Provenance = { noteOf: () => '', notes: [] };

/** @param own the centre in charge of the form's visit */
export function provenanceOf(found: Applicability, marks: Marks, centreId: string): Provenance {
  const entered = (key: string) => (Object.hasOwn(found.values, key) ? own(marks, key)?.[1] : undefined);
  const centres = found.items.flatMap(({ key }) => entered(key) ?? []);
  const others = [...new Set(centres)].filter((each) => each !== centreId);
  if (others.length === 0) return ONE_CENTRE;
  const letters = new Map([centreId, ...others].map((each, index) => [each, `[${String.fromCharCode(65 + index)}]`]));
  return {
    noteOf: (key) => {
      const by = entered(key);
      return by === undefined || by === centreId ? '' : (letters.get(by) ?? '');
    },
    notes: [...letters].map(([id, note]) => ({ note, centreId: id })),
  };
}
