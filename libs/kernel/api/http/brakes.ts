import { Inject, Injectable, type DynamicModule, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ThrottlerLimitDetail, ThrottlerModuleOptions, ThrottlerStorage } from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../config/config.js';
import { Problem } from './problem.js';
import { say } from '../say.js';

// The library is CommonJS and requires Nest's own ES modules: it is loaded once those have run.
const { InjectThrottlerOptions, InjectThrottlerStorage, ThrottlerGuard, ThrottlerModule } = await import('@nestjs/throttler');

const MINUTE_MS = 60_000;

type Visit = Request & { readonly actor?: { readonly personId: string } };

/** What supervises the product asks often, and is told at little cost. */
const UNCOUNTED = /^\/api\/v1\/health\//;

/** The module that counts, by what the installation allows. */
export function brakesModule(config: Config): DynamicModule {
  return ThrottlerModule.forRoot(brakes(config));
}

/** How often a person, wherever they sit, and an address, no matter who sits behind it, may ask in a minute; each process counts for itself. */
function brakes({ requestsPerMinute, addressRequestsPerMinute }: Config): ThrottlerModuleOptions {
  const limit = (name: string, most: number, concerns: (visit: Visit) => boolean) => ({
    name,
    limit: most,
    ttl: MINUTE_MS,
    // Nobody is shut out for longer than their own haste lasts.
    blockDuration: 0,
    skipIf: (host: ExecutionContext) => {
      const visit = host.switchToHttp().getRequest<Visit>();
      return most === 0 || UNCOUNTED.test(visit.originalUrl) || !concerns(visit);
    },
    // Of all routes together: anyone who goes from one to the next is the same visitor.
    generateKey: (_host: ExecutionContext, tracker: string) => `${name}:${tracker}`,
  });
  return {
    throttlers: [
      {
        ...limit('person', requestsPerMinute, ({ actor }) => actor !== undefined),
        getTracker: (visit: Record<string, unknown>) => (visit as unknown as Visit).actor?.personId ?? '',
      },
      limit('address', addressRequestsPerMinute, () => true),
    ],
    setHeaders: false,
  };
}

/** Stands before every route: who asks too often is told when to come back. */
@Injectable()
export class Brakes extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() private readonly counts: ThrottlerStorage,
    reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super(options, counts, reflector);
  }

  /** Whether one more sign-in may begin from there: each visit of a stranger writes a session. */
  async admitsSignIn(request: Request): Promise<boolean> {
    const most = this.config.signInsPerMinute;
    if (most === 0) return true;
    const address = await this.getTracker(request);
    const { isBlocked } = await this.counts.increment(`sign-in:${address}`, MINUTE_MS, most, 0, 'sign-in');
    return !isBlocked;
  }

  /**
   * For how many seconds someone is to wait before they ask once more what may be asked so often; 0 when they may now.
   * @param most in the term; 0 for no limit.
   */
  async wait(asked: string, personId: string, { most, termMs }: { readonly most: number; readonly termMs: number }): Promise<number> {
    if (most === 0) return 0;
    const { isBlocked, timeToExpire } = await this.counts.increment(`${asked}:${personId}`, termMs, most, 0, asked);
    return isBlocked ? Math.max(1, timeToExpire) : 0;
  }

  /** @throws Problem `too-many-requests`. */
  protected override throwThrottlingException(host: ExecutionContext, { timeToBlockExpire }: ThrottlerLimitDetail): Promise<void> {
    const seconds = Math.max(1, timeToBlockExpire);
    host.switchToHttp().getResponse<Response>().setHeader('Retry-After', String(seconds));
    throw new Problem('too-many-requests', {
      detail: say({ code: 'try-again-in', params: { seconds } }),
    });
  }
}
