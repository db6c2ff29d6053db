import { Injectable } from '@nestjs/common';
import { Idempotency, Problem, type Ctx } from '#kernel/api';
import { SavedFilter } from './entities.js';
import type { QueryFilterView, SaveQueryFilter } from './query-filters.messages.js';
import { say } from './say.js';

/** As many as a person can find their way in. */
const MOST = 50;

/** Filters that people keep: each sees and changes their own. They are a comfort of one person, not an act on a patient: the journal holds none of it. */
@Injectable()
export class QueryFilters {
  constructor(private readonly idempotency: Idempotency) {}

  async list({ tx, actor: { personId } }: Ctx): Promise<QueryFilterView[]> {
    return (await tx.find(SavedFilter, { where: { personId }, order: { name: 'ASC' } })).map(view);
  }

  /** @throws Problem `conflict` for a name that is taken, or one filter too many. */
  async create(ctx: Ctx, key: string, { name, filter }: SaveQueryFilter): Promise<QueryFilterView> {
    const { personId } = ctx.actor;
    const id = await this.idempotency.once(ctx, 'save-query-filter', key, { name, filter }, async () => {
      await this.demandFree(ctx, name);
      if ((await ctx.tx.countBy(SavedFilter, { personId })) >= MOST)
        throw new Problem('conflict', { detail: say({ code: 'filters-at-most', params: { most: MOST } }) });
      return (await ctx.tx.save(SavedFilter, { personId, name, filter, savedAt: new Date() })).id;
    });
    return view(await this.mine(ctx, id));
  }

  async change(ctx: Ctx, id: string, { name, filter }: SaveQueryFilter): Promise<QueryFilterView> {
    const saved = await this.mine(ctx, id);
    if (saved.name !== name) await this.demandFree(ctx, name);
    return view(await ctx.tx.save(SavedFilter, Object.assign(saved, { name, filter, savedAt: new Date() })));
  }

  async remove(ctx: Ctx, id: string): Promise<void> {
    await ctx.tx.remove(SavedFilter, await this.mine(ctx, id));
  }

  /** Anyone who saves two at once waits here for themselves. */
  private async demandFree({ tx, actor: { personId } }: Ctx, name: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`query-filter:${personId}`]);
    if (await tx.existsBy(SavedFilter, { personId, name }))
      throw new Problem('conflict', { detail: say({ code: 'filter-exists', params: { name } }) });
  }

  /** @throws Problem `not-found`, also for someone else's. */
  private async mine({ tx, actor: { personId } }: Ctx, id: string): Promise<SavedFilter> {
    const saved = await tx.findOneBy(SavedFilter, { id, personId });
    if (!saved) throw new Problem('not-found');
    return saved;
  }
}

function view({ id, name, filter }: SavedFilter): QueryFilterView {
  return { id, name, filter };
}
