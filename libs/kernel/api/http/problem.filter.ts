import { own } from '#kernel/domain';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccessLog, subjectOf } from '../journal/access-log.js';
import type { RequestWithCtx } from '../request/ctx.js';
import { Problem } from './problem.js';
import { say } from '../say.js';

/** Turns whatever was thrown into a problem. What we did not foresee is logged without its data and told to no one. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly accessLog: AccessLog) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const requestId = String(http.getRequest<Request & { id?: unknown }>().id ?? 'none');
    const problem = toProblem(thrown);
    if (problem.status >= 500) this.logger.error({ requestId, code: problem.code, ...describe(thrown) });
    await this.note(problem, http.getRequest<RequestWithCtx>());
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.body(requestId)));
  }

  /** What someone asked to see, or to do, and was not given (charter C3.1). The refusal stands even when it cannot be noted. */
  private async note({ status, options }: Problem, { ctx, route, params }: RequestWithCtx): Promise<void> {
    if (!ctx || (status !== 403 && status !== 404)) return;
    const subject = subjectOf(String((route as { path?: unknown } | undefined)?.path ?? ''), params['id']);
    await this.accessLog
      .refused(ctx, { subject, status, ...(options.rule && { rule: options.rule }) })
      .catch((error: Error) => this.logger.error({ message: 'A refused look was not noted.', name: error.name }));
  }
}

/** What body-parser says of a body it could not read. */
const BODY_ERRORS: Readonly<Record<string, Problem>> = {
  'entity.too.large': new Problem('too-large', { detail: say({ code: 'body-at-most' }) }),
  'entity.parse.failed': new Problem('broken-json', {
    detail: say({ code: 'check-syntax' }),
  }),
  'charset.unsupported': new Problem('unsupported-media', { detail: say({ code: 'utf-8-expected' }) }),
  'encoding.unsupported': new Problem('unsupported-media', {
    detail: say({ code: 'plain-or-compressed' }),
  }),
};

function toProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const bodyError =
    own(BODY_ERRORS, (thrown as { type?: string })?.type ?? '') ??
    own(BODY_ERRORS, (thrown as { cause?: { type?: string } })?.cause?.type ?? '');
  if (bodyError) return bodyError;
  if (thrown instanceof HttpException) return fromStatus(thrown.getStatus(), thrown.message);
  const refused = (thrown as { status?: unknown })?.status;
  // What reads a request says that it is not readable, by a status: a body cut short or badly compressed, a percent sign alone in an address.
  if (typeof refused === 'number' && refused >= 400 && refused < 500) return fromStatus(refused);
  if (isAway(thrown)) return new Problem('unavailable', { detail: say({ code: 'nothing-saved' }) });
  return new Problem('unexpected');
}

/** The database does not answer, or ended the connection: codes of Node and of PostgreSQL, and what `pg` says without one. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '25P03',
  // A lock, or a statement, that took longer than anyone waits.
  '55P03',
  '57014',
  '08000',
  '08003',
  '08006',
  '53300',
]);

function isAway(thrown: unknown): boolean {
  const { code, message } = (thrown ?? {}) as { code?: string; message?: string };
  return AWAY.has(code ?? '') || /^Connection terminated|timeout exceeded when trying to connect/.test(message ?? '');
}

function fromStatus(status: number, detail?: string): Problem {
  if (status === 404 || status === 405) return new Problem('not-found');
  if (status === 413) return new Problem('too-large');
  if (status === 415) return new Problem('unsupported-media');
  if (status >= 400 && status < 500) return new Problem('invalid-request', { detail: detail ?? say({ code: 'unreadable-request' }) });
  return new Problem('unexpected');
}

/** An SQL error carries the row in its detail: only the parts without data are kept. */
function describe(thrown: unknown): Record<string, unknown> {
  const error = thrown as {
    name?: string;
    code?: string;
    constraint?: string;
    table?: string;
    stack?: string;
    query?: string;
    message?: string;
  };
  const safe = error?.query === undefined ? { stack: error?.stack } : { at: error.stack?.split('\n').slice(1, 6) };
  return { name: error?.name, sqlState: error?.code, constraint: error?.constraint, table: error?.table, ...safe };
}
