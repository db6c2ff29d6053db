import { Injectable } from '@nestjs/common';
import {
  AUTHORISATION_ACTS,
  DECISIONS,
  endOf,
  judgeDecision,
  judgeHistory,
  lifeOf,
  say as sayRefusal,
  turnsOf,
  type Decision,
  type Refusal,
} from '#authorisations/domain';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { AuthorisationStore } from './authorisation.store.js';
import { asDecision, DecisionStore, standing, type DecisionRow, type NewDecision } from './decision.store.js';
import type { CancelDecision, RecordDecision } from './decisions.messages.js';
import type { Authorisation } from './entities.js';
import { asSubject, onDay } from './on-day.js';
import { say } from './say.js';

/** The decisions of authorisations: recorded and cancelled, each judged among the others (charter R2–R4). */
@Injectable()
export class Decisions {
  constructor(
    private readonly store: AuthorisationStore,
    private readonly decisions: DecisionStore,
    private readonly journal: Journal,
  ) {}

  /** @throws Problem `not-found`, `not-allowed`, `stale-state`, `invalid-request`, `conflict` with the rule that refuses it. */
  async record(ctx: Ctx, id: string, version: number, body: RecordDecision): Promise<void> {
    const authorisation = await this.held(ctx, id, version);
    const { kind, day, decidedOn, authority, document, reason = '', term, until } = body;
    if (decidedOn > ctx.today) throw wrong('decidedOn', say({ code: 'decided-later' }));
    demandItsLastDay(body);
    const details = { ...(term && { term }), ...(until && { until }) };
    await this.add(ctx, authorisation, { kind, day, decidedOn, authority, document, details, reason, recordedByName: ctx.actor.name });
    await this.journal.append(ctx, AUTHORISATION_ACTS.decisionRecorded, {
      stream: id,
      subject: id,
      details: { decision: kind, day, authority, document, ...details, ...(reason && { reason }) },
    });
  }

  /** Judges it, and writes it with what it makes of the authorisation, which is held. The act is written by anyone who asks. @throws Problem `conflict`. */
  async add(ctx: Ctx, authorisation: Authorisation, decision: NewDecision): Promise<void> {
    const stand = standing(await this.decisions.of(ctx.tx, [authorisation.id]));
    refuse(judgeDecision(stand, asDecision({ id: '', ...decision })));
    const id = await this.decisions.add(ctx.tx, authorisation.id, decision);
    await this.turn(ctx, authorisation, [...stand, asDecision({ id, ...decision })]);
  }

  /** One that was a mistake stands no more, and the others are judged without it. @throws Problem as `record`. */
  async cancel(ctx: Ctx, id: string, version: number, { decisionId, reason }: CancelDecision): Promise<void> {
    const authorisation = await this.held(ctx, id, version);
    const rows = await this.decisions.of(ctx.tx, [id]);
    const { kind, day } = demandCancellable(rows.find((row) => row.id === decisionId));
    const left = standing(rows.filter((row) => row.id !== decisionId));
    refuse(judgeHistory(left));
    await this.decisions.cancel(ctx.tx, decisionId, ctx.actor.name, reason);
    await this.turn(ctx, authorisation, left);
    await this.journal.append(ctx, AUTHORISATION_ACTS.decisionCancelled, {
      stream: id,
      subject: id,
      details: { decision: kind, day, reason },
    });
  }

  private async held(ctx: Ctx, id: string, version: number): Promise<Authorisation> {
    const authorisation = await this.store.forUpdate(ctx, id);
    if (!authorisation) throw new Problem('not-found');
    demand(ctx, 'change-status', asSubject(onDay(authorisation, ctx.today)));
    demandCurrent(version, authorisation.stateVersion);
    return authorisation;
  }

  /** Writes beside the authorisation what its decisions make of it, day by day. */
  private async turn(ctx: Ctx, authorisation: Authorisation, decisions: readonly Decision[]): Promise<void> {
    const life = lifeOf(decisions);
    const end = endOf(life);
    authorisation.turns = turnsOf(life);
    authorisation.endsOn = end.by === 'term' ? life.term : end.day;
    authorisation.stateVersion += 1;
    await this.store.save(ctx, authorisation);
  }
}

/** Each kind of decision has a term, a last day, or neither. @throws Problem `invalid-request`. */
function demandItsLastDay({ kind, term, until }: RecordDecision): void {
  const { says } = DECISIONS[kind];
  if (says === 'term' && !term) throw wrong('term', say({ code: 'last-day-expected' }));
  if (says !== 'term' && term) throw wrong('term', say({ code: 'no-last-day', params: { kind } }));
  if (says !== 'until' && until) throw wrong('until', say({ code: 'no-last-day', params: { kind } }));
}

/** @throws Problem. */
function demandCancellable(row: DecisionRow | undefined): DecisionRow {
  if (!row) throw wrong('decisionId', say({ code: 'no-such-decision' }));
  if (row.cancelledAt) throw new Problem('conflict', { detail: say({ code: 'cancelled-already' }) });
  if (row.kind === 'granted') throw new Problem('conflict', { detail: say({ code: 'grant-is-kept' }), rule: 'R4' });
  return row;
}

/** @throws Problem `conflict`, with the rule of the charter. */
function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw new Problem('conflict', { detail: sayRefusal(refusal), rule: refusal.rule });
}

function wrong(path: string, message: string): Problem {
  return new Problem('invalid-request', { items: [{ path, message }] });
}
