import { Injectable, Module, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Problem } from '#kernel/api';

const ASKED = 'x-rehearsal';
const DONE = 'x-rehearsed';

/** An act that is only rehearsed is done whole, and taken back: what it would have answered is said by a header, since the transaction must fail. */
@Injectable()
class Rehearsal implements NestInterceptor {
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = host.switchToHttp();
    if (http.getRequest<Request>().headers[ASKED] === undefined) return next.handle();
    return from(this.rehearsed(http.getResponse<Response>(), next));
  }

  private async rehearsed(response: Response, next: CallHandler): Promise<never> {
    await lastValueFrom(next.handle(), { defaultValue: undefined });
    response.setHeader(DONE, 'yes');
    throw new Problem('too-large', { detail: 'Un essai est repris.' });
  }
}

/** For worlds in which acts are tried on one state, each as if it were the only one. */
@Module({ providers: [{ provide: APP_INTERCEPTOR, useClass: Rehearsal }] })
export class RehearsalModule {}

interface Asked {
  set(
    field: string,
    value: string,
  ): PromiseLike<{ status: number; headers: Record<string, string>; body: { code?: string; detail?: string } }>;
}

/** What the act would be answered: `done`, or the code of its refusal. */
export async function rehearse(asked: Asked): Promise<string> {
  const { headers, status, body } = await asked.set(ASKED, 'yes');
  if (headers[DONE] === 'yes' || status < 300) return 'done';
  return `${body.code ?? status}`;
}
