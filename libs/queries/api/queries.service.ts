import { Injectable } from '@nestjs/common';
import { Forms, todayAt } from '#forms/api';
import { demand, Idempotency, Problem, type Ctx } from '#kernel/api';
import { Enrolments } from '#patients/api';
import { pastDue, wantsReason } from '#queries/domain';
import { findAskedOf } from './asked-of.js';
import type { QueryRecord } from './entities.js';
import type { AskQuery, ChangeQuery, QueryTarget } from './queries.messages.js';
import { QueryStore } from './query.store.js';
import { asNewQuery, askerOf, asQuery } from './query.view.js';
import { QueryWriter, type SaidAct } from './query.writer.js';
import { say, type QueryAnswer } from './say.js';

/** Asking, answering, closing: each act is asked of the policy, allowed by the state, written with its journal entry. */
@Injectable()
export class QueriesService {
  constructor(
    private readonly store: QueryStore,
    private readonly writer: QueryWriter,
    private readonly forms: Forms,
    private readonly enrolments: Enrolments,
    private readonly idempotency: Idempotency,
  ) {}

  /** @throws Problem `not-found`, `not-allowed`, `unknown-item`, `invalid-request` (naming the field). */
  ask(ctx: Ctx, key: string, body: AskQuery): Promise<string> {
    return this.idempotency.once(ctx, 'ask-query', key, body, async () => (await this.askOne(ctx, body, body)).id);
  }

  /** @throws Problem as `ask`. */
  async askOne(ctx: Ctx, target: QueryTarget, { text, dueOn, assigneeId }: Omit<AskQuery, keyof QueryTarget>): Promise<QueryRecord> {
    const askedOf = await findAskedOf(ctx, { forms: this.forms, enrolments: this.enrolments }, target);
    const subject = asNewQuery(ctx, askedOf);
    demand(ctx, 'ask', subject);
    if (dueOn !== undefined) demandDay(dueOn, await todayAt(ctx, askedOf.enrolment.centreId));
    if (assigneeId !== undefined) {
      demand(ctx, 'assign', subject);
      await this.follower(ctx, askedOf.enrolment.authorisationId, assigneeId);
    }
    return this.writer.ask(ctx, askedOf, {
      askedBy: askerOf(ctx),
      question: text,
      ...(dueOn !== undefined && { dueOn }),
      ...(assigneeId !== undefined && { assigneeId }),
    });
  }

  /**
   * @param unanswered what is said instead when nobody has answered: of a closing, why.
   * @throws Problem `not-found`, `not-allowed`, `stale-state`, `conflict` when its state does not allow it, `invalid-request` for a closing that says not why.
   */
  async act(ctx: Ctx, id: string, version: number, act: SaidAct, text: string | undefined, unanswered = text): Promise<void> {
    const { query } = await this.forAct(ctx, id, version, act);
    const wanted = wantsReason(query, act);
    if (wanted && !unanswered) throw wrong('text', { code: 'why-unanswered' });
    await this.writer.act(ctx, query, act, wanted ? unanswered : text);
  }

  /** Says who follows it and until when an answer is hoped for. */
  async change(ctx: Ctx, id: string, version: number, { assigneeId, dueOn }: ChangeQuery): Promise<void> {
    const { query, enrolment } = await this.forAct(ctx, id, version, 'assign');
    const assignee = assigneeId ? await this.follower(ctx, query.authorisationId, assigneeId) : undefined;
    if (dueOn) demandDay(dueOn, await todayAt(ctx, enrolment.centreId));
    await this.writer.assign(ctx, query, {
      ...(assigneeId !== undefined && { assignee: assignee ?? null }),
      ...(dueOn !== undefined && { dueOn }),
    });
  }

  /** What a colleague did meanwhile is said: it may change one's mind. */
  private async forAct(ctx: Ctx, id: string, version: number, act: SaidAct | 'assign') {
    const { query, enrolment } = await this.store.forUpdate(ctx, id);
    demand(ctx, act, asQuery(query, enrolment));
    if (version !== query.version) {
      const last = (await this.store.thread(ctx.tx, id)).at(-1);
      throw new Problem(
        'stale-state',
        last ? { detail: say({ code: 'changed-since', params: { step: last.kind, byName: last.byName } }) } : {},
      );
    }
    return { query, enrolment };
  }

  /** @throws Problem `invalid-request` for anyone who does not follow the queries of this authorisation. */
  private async follower(ctx: Ctx, authorisationId: string, personId: string): Promise<{ id: string; name: string }> {
    const found = (await this.store.followers(ctx.tx, authorisationId)).find(({ id }) => id === personId);
    if (!found) throw wrong('assigneeId', { code: 'no-follower' });
    return found;
  }
}

/** @param today the day where the patient is followed. @throws Problem `invalid-request`. */
function demandDay(day: string, today: string): void {
  const past = pastDue(day, today);
  if (past) throw wrong('dueOn', past);
}

function wrong(path: string, says: QueryAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path, message: say(says) }] });
}
