import { createHash, randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Contexts } from '#access-rights/api';
import { Idempotency, Problem, PROBLEMS, type Ctx } from '#kernel/api';
import type { AskManyQueries, CloseManyQueries, ManyOutcome, QueryTarget } from './queries.messages.js';
import { QueriesService } from './queries.service.js';

/** Nothing says what became of it, and asking again cannot do it twice. */
const UNSURE = 'Cette ligne n’a pas abouti\u00a0: réessayez, elle ne sera pas faite deux fois.';

/** One act on many. Whatever becomes of one holds up no other. */
interface Many<T> {
  readonly route: 'ask-many-queries' | 'close-many-queries';
  readonly key: string;
  readonly body: unknown;
  readonly each: readonly T[];
  /** As the outcome names it. */
  readonly name: (one: T) => string;
  /** @returns the id of the query. */
  readonly act: (own: Ctx, one: T) => Promise<string>;
}

/**
 * Asks and closes by the hundred. Each is a transaction of its own: a patient's lock is held for one question, and colleagues' screens hear of each as it is
 * written. What an interruption leaves undone is done by the same request sent again; what was done stays done once.
 */
@Injectable()
export class ManyQueries {
  private readonly logger = new Logger(ManyQueries.name);

  constructor(
    private readonly queries: QueriesService,
    private readonly contexts: Contexts,
    private readonly idempotency: Idempotency,
  ) {}

  /** One question to many. @throws Problem `idempotency-mismatch`. */
  async ask(ctx: Ctx, key: string, body: AskManyQueries): Promise<ManyOutcome> {
    const { targets, ...question } = body;
    return this.each(ctx, {
      route: 'ask-many-queries',
      key,
      body,
      each: targets,
      name: nameOf,
      act: async (own, target) => (await this.queries.askOne(own, target, question)).id,
    });
  }

  /** @throws Problem `idempotency-mismatch`. */
  async close(ctx: Ctx, key: string, body: CloseManyQueries): Promise<ManyOutcome> {
    return this.each(ctx, {
      route: 'close-many-queries',
      key,
      body,
      each: body.ids,
      name: String,
      act: async (own, id) => {
        await this.queries.act(own, id, undefined, 'close', body.text);
        return id;
      },
    });
  }

  private async each<T>(ctx: Ctx, { route, key, body, each, name, act }: Many<T>): Promise<ManyOutcome> {
    // First of all, so that the key cannot come back with something else to do.
    await this.within(ctx, (own) => this.idempotency.once(own, route, key, body, async () => randomUUID()));
    const outcome: ManyOutcome = { done: [], refused: [] };
    for (const [text, one] of new Map(each.map((one) => [JSON.stringify(one), one]))) {
      try {
        const ownKey = digestOf(key, text);
        outcome.done.push(await this.within(ctx, (own) => this.idempotency.once(own, route, ownKey, one, () => act(own, one))));
      } catch (thrown) {
        outcome.refused.push({ id: name(one), ...this.told(thrown) });
      }
    }
    return outcome;
  }

  private within<T>(ctx: Ctx, act: (own: Ctx) => Promise<T>): Promise<T> {
    return this.contexts.inTransaction(ctx.actor, ctx.requestId, act);
  }

  private told(thrown: unknown): { message: string; again: boolean } {
    if (!(thrown instanceof Problem)) {
      this.logger.warn({ message: 'One of many was not done.', name: (thrown as Error).name });
      return { message: UNSURE, again: true };
    }
    const { code, options } = thrown;
    return { message: options.detail ?? options.items?.[0]?.message ?? PROBLEMS[code].title, again: false };
  }
}

function nameOf({ enrolmentId, formId, item }: QueryTarget): string {
  return [formId ?? enrolmentId, item].filter(Boolean).join('/');
}

/** A key is of at most 200 characters. */
function digestOf(key: string, one: string): string {
  return createHash('sha256').update(`${key}\n${one}`).digest('hex');
}
