import { inCodeOrder, type TaskRegistry } from '#kernel/domain';

/** After every day. */
const NO_DEADLINE = '9999-12-31';

/** What the order of the home reads of a task. */
interface Waiting {
  readonly kind: string;
  /** An instant, and a day: both in the order of their texts. */
  readonly since: string;
  readonly until?: string;
}

/** Most urgent first; of two alike, the one to be done first, and without a deadline the one that waits longest. */
export function byUrgency(kinds: TaskRegistry): (one: Waiting, other: Waiting) => number {
  return (one, other) =>
    kinds.rank(one.kind) - kinds.rank(other.kind) ||
    inCodeOrder(one.until ?? NO_DEADLINE, other.until ?? NO_DEADLINE) ||
    inCodeOrder(one.since, other.since);
}

/** No more of each kind, in their order. */
export function cut<One extends { readonly kind: string }>(tasks: readonly One[], each: number): One[] {
  const taken = new Map<string, number>();
  return tasks.filter(({ kind }) => {
    taken.set(kind, (taken.get(kind) ?? 0) + 1);
    return (taken.get(kind) ?? 0) <= each;
  });
}
