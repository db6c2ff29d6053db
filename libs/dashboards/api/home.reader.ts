import { Injectable } from '@nestjs/common';
import { AccessLog, Desks, Statement, type Ctx, type Task } from '#kernel/api';
import { TaskRegistry } from '#kernel/domain';
import { countedRequests } from '#patients/api';
import { countsOf } from './counts.js';
import type { HomeTask, HomeView } from './home.messages.js';
import { byUrgency, cut } from './tasks.js';

/** The home: what every capability has waiting for this person, and how many requests stand where. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly accessLog: AccessLog,
    private readonly desks: Desks,
    private readonly kinds: TaskRegistry,
  ) {}

  /** @param each at most so many tasks of each kind; the totals are of all. */
  async read(ctx: Ctx, each: number): Promise<HomeView> {
    const look = { action: 'listed', subject: { type: 'enrolment', id: '*' }, filter: { home: true } } as const;
    const seesRequests = ctx.ability.can('read', 'Enrolment');
    const read = Promise.all([this.desks.read(ctx, each), seesRequests ? this.byState(ctx) : undefined]);
    const [{ tasks, totals }, states] = await this.accessLog.beside(ctx, look, read);
    const side = ctx.actor.profile ? 'hospital' : 'operator';
    return {
      tasks: cut(tasks.map(view).sort(byUrgency(this.kinds)), each),
      totals: [...totals].map(([kind, count]) => ({ kind, count })),
      groups: this.kinds.groups
        .map(({ kinds, ...group }) => ({ ...group, kinds: [...kinds] }))
        .filter(({ kinds }) => kinds.some((kind) => totals.has(kind))),
      counts: states ? countsOf(states, side) : [],
    };
  }

  private async byState(ctx: Ctx): Promise<Map<string, number>> {
    const statement = new Statement();
    const counted = countedRequests(ctx, 'read', {}, statement);
    const sql = `SELECT state, sum(requests)::int AS count FROM (${counted}) each GROUP BY state`;
    const rows: { state: string; count: number }[] = await ctx.tx.query(sql, statement.parameters);
    return new Map(rows.map(({ state, count }) => [state, count]));
  }
}

function view({ kind, place, since, ...task }: Task): HomeTask {
  return { ...task, kind: kind.name, ...place, since: since.toISOString() };
}
