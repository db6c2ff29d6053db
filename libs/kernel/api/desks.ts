import { Injectable } from '@nestjs/common';
import type { ListLink, TaskKind } from '#kernel/domain';
import type { Ctx } from './request/ctx.js';

/** One thing that waits for a person. */
export interface Task {
  readonly kind: TaskKind;
  /** French: what to do, with what tells it from others of its kind. */
  readonly text: string;
  /** Where it is done. */
  readonly place: { readonly path: string; readonly params?: ListLink['params'] };
  readonly since: Date;
  /** The day by which it is to be done, `YYYY-MM-DD`. */
  readonly until?: string;
  readonly enrolmentId?: string;
  readonly formId?: string;
  readonly queryId?: string;
  readonly caseId?: string;
  /** Of a form that was not opened yet: where it stands in the calendar. */
  readonly formCode?: string;
  readonly visitCode?: string;
  readonly occurrence?: number;
  readonly patient?: string;
  readonly registrationNumber?: string;
  readonly authorisationCode?: string;
  readonly medicine?: string;
  readonly centreName?: string;
}

/** What waits on a desk: the first tasks of each kind, and how many there are of it. */
export interface Desk {
  readonly tasks: readonly Task[];
  readonly totals: Totals;
}

type Totals = ReadonlyMap<string, number>;

/** Of anyone who may do nothing of that kind: nothing is asked. */
export const NO_TASKS: Desk = { tasks: [], totals: new Map() };

/** All of them, when they are few by nature. */
export function allTasks(tasks: readonly Task[]): Desk {
  return { tasks, totals: tasks.reduce((totals, { kind: { name } }) => totals.set(name, (totals.get(name) ?? 0) + 1), new Map()) };
}

/** The first of one kind, each row of which says how many there are. */
export function firstTasks({ name }: TaskKind, rows: readonly { readonly total: number }[], tasks: readonly Task[]): Desk {
  return { tasks, totals: new Map(rows.slice(0, 1).map(({ total }) => [name, total])) };
}

/** Several as one. */
export function oneDesk(desks: readonly Desk[]): Desk {
  const totals = new Map<string, number>();
  for (const desk of desks) for (const [kind, count] of desk.totals) totals.set(kind, (totals.get(kind) ?? 0) + count);
  return { tasks: desks.flatMap(({ tasks }) => tasks), totals };
}

/** What waits for this person, of one capability. @param each at most so many tasks of each kind; the totals are of all */
export type ReadDesk = (ctx: Ctx, each: number) => Promise<Desk>;

/** What each capability has waiting for people: the home does not know them. */
@Injectable()
export class Desks {
  private readonly all: ReadDesk[] = [];

  /** Called once, when a module starts. */
  add(desk: ReadDesk): void {
    this.all.push(desk);
  }

  /** Asked side by side, so that they leave together. */
  async read(ctx: Ctx, each: number): Promise<Desk> {
    return oneDesk(await Promise.all(this.all.map((desk) => desk(ctx, each))));
  }
}
