import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DayDigest, whereAllowed, type Ctx, type DigestLine } from '#kernel/api';
import { joinEnrolment } from '#patients/api';
import { QueryRecord } from './entities.js';
import { QUERY_COLUMNS } from './query.store.js';
import { say } from './say.js';

/** What the daily e-mail says of queries: those that wait for the centre, those that the operator asked again, and what was answered to it. */
@Injectable()
export class QueryDigest implements OnModuleInit {
  constructor(private readonly digest: DayDigest) {}

  onModuleInit(): void {
    this.digest.on(async (ctx, since) => [
      line('queries.open', 'waiting-queries', await count(ctx, 'answer', `query.state = 'open'`)),
      line('queries.reminded', 'reminded-queries', await count(ctx, 'answer', `query.state = 'open' AND query.remindedAt > :since`, since)),
      line('queries.answered', 'answers-to-read', await count(ctx, 'close', `query.state = 'answered'`)),
    ]);
  }
}

function line(name: string, code: 'waiting-queries' | 'reminded-queries' | 'answers-to-read', count: number): DigestLine {
  return { name, count, words: say({ code, params: { count } }) };
}

function count(ctx: Ctx, act: string, where: string, since?: Date): Promise<number> {
  const query = joinEnrolment(ctx.tx.createQueryBuilder(QueryRecord, 'query'), 'query').where(where, { since });
  return whereAllowed(query, ctx.ability, act, 'Query', QUERY_COLUMNS).getCount();
}
