import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { CONFIG, Problem, type Config } from '#kernel/api';
import { Actors } from './actors.js';
import { forgetSession, type RequestWithActor } from './session.js';
import { say } from './say.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a page asks by itself, without anyone there: it does not prolong the session. */
const PASSIVE = /^\/api\/v1\/(session|live|health\/\w+|forms\/[\w-]+\/presence)$/;

/** Says who acts, from the session; locks the one that was left idle (charter C3.1); refuses writes that other sites forge. */
@Injectable()
export class ActorMiddleware implements NestMiddleware {
  private readonly origin: string;

  constructor(
    private readonly actors: Actors,
    @Inject(CONFIG) config: Config,
  ) {
    this.origin = new URL(config.publicUrl).origin;
  }

  async use(request: RequestWithActor, _response: Response, next: NextFunction): Promise<void> {
    const { session, known } = request;
    if (!session?.signedIn || !known) return next();
    const acting = this.actors.from(request.sessionID, known);
    if (!acting) {
      await forgetSession(request);
      request.signedOutBecause = 'session-expired';
      return next();
    }
    const passive = request.headers['x-passive'] === '1' || PASSIVE.test(request.originalUrl.split('?')[0] ?? '');
    if (!passive) await this.actors.note(request.sessionID, known);
    if (!READS.has(request.method)) this.demandOwnPage(request, session.signedIn.csrf);
    Object.assign(request, acting);
    next();
  }

  /** @throws Problem `csrf`. */
  private demandOwnPage({ headers }: RequestWithActor, token: string): void {
    const sent = headers['x-csrf-token'];
    const ours = typeof sent === 'string' && timingSafeEqual(digest(sent), digest(token));
    if (ours && (headers.origin === undefined || headers.origin === this.origin)) return;
    throw new Problem('csrf', { detail: say({ code: 'load-again' }) });
  }
}

/** Of one length, whatever was sent: letters are not bytes. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
