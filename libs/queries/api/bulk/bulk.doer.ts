import { Injectable } from '@nestjs/common';
import { ReviewService } from '#forms/api';
import type { Ctx } from '#kernel/api';
import type { BulkActName } from '#queries/domain';
import { QueriesService } from '../queries.service.js';
import type { BulkTarget, BulkWish } from './bulk.store.js';

/** Does one line of an act on many, by the very services that do it alone: their rights, their words, their journal. */
@Injectable()
export class BulkDoer {
  constructor(
    private readonly queries: QueriesService,
    private readonly reviews: ReviewService,
  ) {}

  /** @returns the query or the form on which it was done. @throws Problem as the act alone. */
  async do(ctx: Ctx, act: BulkActName, target: BulkTarget, wish: BulkWish): Promise<string> {
    if (!('id' in target)) {
      const { text = '', dueOn } = wish;
      return (await this.queries.askOne(ctx, target, { text, ...(dueOn && { dueOn }) })).id;
    }
    await this.doOn(ctx, act, target, wish);
    return target.id;
  }

  private async doOn(
    ctx: Ctx,
    act: BulkActName,
    { id, version }: { readonly id: string; readonly version: number },
    { text, unansweredReason, assigneeId, dueOn, despiteQueries = false }: BulkWish,
  ): Promise<void> {
    switch (act) {
      case 'close':
        return this.queries.act(ctx, id, version, 'close', text, unansweredReason);
      case 'reopen':
      case 'remind':
        return this.queries.act(ctx, id, version, act, text);
      case 'assign':
        return this.queries.change(ctx, id, version, { assigneeId: assigneeId ?? null });
      case 'due':
        return this.queries.change(ctx, id, version, { dueOn: dueOn ?? null });
      case 'mark-read':
        return this.reviews.mark(ctx, id, 'read', version);
      case 'mark-verified':
        return this.reviews.mark(ctx, id, 'verified', version);
      case 'lock':
        return this.reviews.lock(ctx, id, version, { reason: text ?? '', despiteQueries });
      case 'ask':
        throw new Error('A question has a target, not a row.');
    }
  }
}
