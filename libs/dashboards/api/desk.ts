import type { HomeTask } from './home.messages.js';

/** What waits on a desk: the first tasks of each kind, and how many there are of it. */
export interface Desk {
  readonly tasks: readonly HomeTask[];
  readonly totals: Totals;
}

type Totals = ReadonlyMap<HomeTask['kind'], number>;

/** All of them, when they are few by nature. */
export function whole(tasks: readonly HomeTask[]): Desk {
  return { tasks, totals: tasks.reduce((totals, { kind }) => totals.set(kind, (totals.get(kind) ?? 0) + 1), new Map()) };
}

/** The first of one kind, each row of which says how many there are. */
export function first(kind: HomeTask['kind'], rows: readonly { readonly total: number }[], tasks: readonly HomeTask[]): Desk {
  return { tasks, totals: new Map(rows.slice(0, 1).map(({ total }) => [kind, total])) };
}

/** Of whoever may do nothing of that kind: nothing is asked. */
export const NOTHING: Desk = { tasks: [], totals: new Map() };

/** Several as one. */
export function together(desks: readonly Desk[]): Desk {
  const totals = new Map<HomeTask['kind'], number>();
  for (const desk of desks) for (const [kind, count] of desk.totals) totals.set(kind, (totals.get(kind) ?? 0) + count);
  return { tasks: desks.flatMap(({ tasks }) => tasks), totals };
}

/** No more of each kind, in their order. */
export function cut(tasks: readonly HomeTask[], each: number): HomeTask[] {
  const taken = new Map<HomeTask['kind'], number>();
  return tasks.filter(({ kind }) => {
    taken.set(kind, (taken.get(kind) ?? 0) + 1);
    return (taken.get(kind) ?? 0) <= each;
  });
}
