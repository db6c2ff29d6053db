import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DayDigest, digestLine, whereAllowed, type Ctx } from '#kernel/api';
import { joinEnrolment } from '#patients/api';
import { QueryRecord } from './entities.js';
import { QUERY_COLUMNS } from './query.store.js';

/** What the daily e-mail says of queries: those that wait for the centre, those that the operator asked again, and what was answered to it. */
@Injectable()
export class QueryDigest implements OnModuleInit {
  constructor(private readonly digest: DayDigest) {}

  onModuleInit(): void {
    this.digest.on(async (ctx, since) => [
      digestLine(
        'queries.open',
        await count(ctx, 'answer', `query.state = 'open'`),
        'query attend une réponse',
        'queries attendent une réponse',
      ),
      digestLine(
        'queries.reminded',
        await count(ctx, 'answer', `query.state = 'open' AND query.remindedAt > :since`, since),
        'd’entre elles vient d’être relancée',
        'd’entre elles viennent d’être relancées',
      ),
      digestLine(
        'queries.answered',
        await count(ctx, 'close', `query.state = 'answered'`),
        'réponse de l’opérateur est à lire',
        'réponses de l’opérateur sont à lire',
      ),
    ]);
  }
}

function count(ctx: Ctx, act: string, where: string, since?: Date): Promise<number> {
  const query = joinEnrolment(ctx.tx.createQueryBuilder(QueryRecord, 'query'), 'query').where(where, { since });
  return whereAllowed(query, ctx.ability, act, 'Query', QUERY_COLUMNS).getCount();
}
