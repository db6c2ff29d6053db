import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import type { RequestWithCtx } from './ctx.js';
import { runEffects } from './effects.js';
import { faultPoint } from '../jobs/faults.js';
import { inTransaction, type Isolation } from '../database/transaction.js';
import { readsOnceByMark, readsOnlyByMark } from './requires.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * One request that writes, one transaction: the change and its journal entry are kept together, or not at all. A table that is exported is read in
 * one snapshot, its look logged with it: rows that move meanwhile are neither lost nor told twice.
 */
@Injectable()
export class TransactionInterceptor implements NestInterceptor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reflector: Reflector,
  ) {}

  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = host.switchToHttp().getRequest<RequestWithCtx>();
    const { ctx } = request;
    const handler = host.getHandler() as () => unknown;
    const isSnapshot = readsOnceByMark(this.reflector, handler);
    if (!ctx || (!isSnapshot && (READS.has(request.method) || readsOnlyByMark(this.reflector, handler)))) return next.handle();
    return from(
      this.inTransaction(request, ctx, next, { act: handler.name, isolation: isSnapshot ? 'REPEATABLE READ' : 'READ COMMITTED' }),
    );
  }

  private async inTransaction(
    request: RequestWithCtx,
    ctx: NonNullable<RequestWithCtx['ctx']>,
    next: CallHandler,
    { act, isolation }: { readonly act: string; readonly isolation: Isolation },
  ): Promise<unknown> {
    const effects: (() => Promise<unknown> | void)[] = [];
    const answer = await inTransaction(
      this.dataSource,
      async (tx) => {
        request.ctx = { ...ctx, tx, afterCommit: (effect) => effects.push(effect) };
        const said: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        faultPoint(`${act}.before-commit`);
        return said;
      },
      isolation,
    );
    faultPoint(`${act}.after-commit`);
    await runEffects(effects);
    return answer;
  }
}
