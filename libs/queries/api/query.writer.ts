import { Injectable } from '@nestjs/common';
import { actorOf, Journal, Problem, SYSTEM_ACTOR, type Ctx, type JournalActor } from '#kernel/api';
import { calendarDate } from '#kernel/domain';
import { QUERY_ACTS, refusalOf, stateAfter, type AskedBy, type QueryAct } from '#queries/domain';
import type { AskedOf } from './asked-of.js';
import type { QueryRecord } from './entities.js';
import type { QueryMessageView } from './queries.messages.js';
import { QueryStore } from './query.store.js';
import { say } from './say.js';

/** An act that is said with a text. */
export type SaidAct = Exclude<QueryAct, 'assign'>;

const KIND_OF: Readonly<Record<QueryAct, QueryMessageView['kind']>> = {
  answer: 'answered',
  close: 'closed',
  reopen: 'reopened',
  cancel: 'cancelled',
  remind: 'reminded',
  assign: 'assigned',
};

export interface Question {
  readonly askedBy: AskedBy;
  readonly question: string;
  readonly dueOn?: string;
  readonly assigneeId?: string;
  /** Of a check: its code, the place at which it asks, and a digest of what it judged. */
  readonly check?: { readonly checkCode: string; readonly checkKey: string; readonly judged: string };
}

/** Writes queries: the row, the step of the thread and the journal's entry, together. The caller holds the lock and has asked the policy. */
@Injectable()
export class QueryWriter {
  constructor(
    private readonly store: QueryStore,
    private readonly journal: Journal,
  ) {}

  async ask(ctx: Ctx, { enrolment, ...askedOf }: AskedOf, { question, dueOn, assigneeId, check, askedBy }: Question): Promise<QueryRecord> {
    const bySystem = askedBy === 'system';
    const now = new Date();
    const query = await this.store.insert(ctx.tx, {
      ...askedOf,
      enrolmentId: enrolment.id,
      authorisationId: enrolment.authorisationId,
      checkCode: '',
      checkKey: '',
      judged: '',
      ...check,
      askedBy,
      askerId: bySystem ? null : ctx.actor.personId,
      askerName: bySystem ? '' : ctx.actor.name,
      askerCentreId: bySystem ? '' : (ctx.actor.profile?.centreId ?? ''),
      state: 'open',
      question,
      settledBySystem: false,
      openedAt: now,
      changedAt: now,
      dueOn: dueOn ?? null,
      assigneeId: assigneeId ?? null,
      remindedAt: null,
      version: 1,
    });
    await this.tell(ctx, query, 'asked', question, bySystem ? SYSTEM_ACTOR : actorOf(ctx));
    return query;
  }

  /** @throws Problem `conflict`, in words. */
  async act(ctx: Ctx, query: QueryRecord, act: SaidAct, text: string | undefined, actor: JournalActor = actorOf(ctx)): Promise<void> {
    const state = demandAct(query, act);
    const settledBySystem = actor === SYSTEM_ACTOR;
    const changedAt = new Date();
    const reminded = act === 'remind' && { remindedAt: changedAt };
    await this.store.save(ctx.tx, Object.assign(query, { state, settledBySystem, changedAt, version: query.version + 1, ...reminded }));
    await this.tell(ctx, query, KIND_OF[act], text, actor);
  }

  /** @throws Problem `conflict`. */
  async assign(
    ctx: Ctx,
    query: QueryRecord,
    { assignee, dueOn }: { assignee?: { id: string; name: string } | null; dueOn?: string | null },
  ): Promise<void> {
    demandAct(query, 'assign');
    const said = [
      ...(assignee === undefined
        ? []
        : [assignee ? say({ code: 'entrusted-to', params: { name: assignee.name } }) : say({ code: 'entrusted-to-nobody' })]),
      ...(dueOn === undefined ? [] : [dueOn ? say({ code: 'due-on', params: { day: calendarDate(dueOn) } }) : say({ code: 'due-never' })]),
    ];
    if (said.length === 0) return;
    Object.assign(query, {
      ...(assignee !== undefined && { assigneeId: assignee?.id ?? null }),
      ...(dueOn !== undefined && { dueOn }),
      changedAt: new Date(),
      version: query.version + 1,
    });
    await this.store.save(ctx.tx, query);
    await this.tell(ctx, query, 'assigned', said.join(' '), actorOf(ctx));
  }

  /** What is said may hold clinical content: it goes among the changes, which can be erased, never among the details. */
  private async tell(
    ctx: Ctx,
    query: QueryRecord,
    kind: QueryMessageView['kind'],
    text: string | undefined,
    actor: JournalActor,
  ): Promise<void> {
    const { id, formId, formTitle, item, enrolmentId } = query;
    await this.store.say(ctx.tx, {
      queryId: id,
      seq: query.version,
      kind,
      at: query.changedAt,
      byId: actor === SYSTEM_ACTOR ? null : actor.id,
      byName: actor.name,
      byRole: actor.role,
      centreId: actor.centre ?? '',
      text: text ?? null,
    });
    await this.journal.appendAs(
      ctx.tx,
      actor,
      QUERY_ACTS[kind],
      {
        stream: enrolmentId,
        subject: id,
        details: { ...(formId && { formId, title: formTitle }), ...(item && { item }) },
        ...(text !== undefined && { changes: [{ item: kind, new: text }] }),
      },
      ctx.afterCommit,
    );
  }
}

function demandAct(query: QueryRecord, act: QueryAct): QueryRecord['state'] {
  const state = stateAfter(query, act);
  if (!state) throw new Problem('conflict', { detail: say(refusalOf(query, act)) });
  return state;
}
