import { Injectable } from '@nestjs/common';
import { AUTHORISATION_ACTS, authoritiesOf, longestSuspension, mayBecome, type DecisionKind } from '#authorisations/domain';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { calendarDate } from '#kernel/domain';
import { AuthorisationStore } from './authorisation.store.js';
import type { AuthorisationStatus, ChangeStatus } from './authorisations.messages.js';
import { Decisions } from './decisions.service.js';
import { asSubject, onDay, type AuthorisationOnDay } from './on-day.js';
import { say } from './say.js';

/** Authorisations, for anyone who acts under one. */
@Injectable()
export class Authorisations {
  constructor(
    private readonly store: AuthorisationStore,
    private readonly decisions: Decisions,
    private readonly journal: Journal,
  ) {}

  /** Those that the actor may see. */
  list(ctx: Ctx): Promise<AuthorisationOnDay[]> {
    return this.store.list(ctx);
  }

  /** Null when the actor may not see it. */
  sought(ctx: Ctx, id: string): Promise<AuthorisationOnDay | null> {
    return this.store.one(ctx, id);
  }

  /** @throws Problem `not-found` when the actor may not see it. */
  async find(ctx: Ctx, id: string): Promise<AuthorisationOnDay> {
    const one = await this.store.one(ctx, id);
    if (!one) throw new Problem('not-found');
    return one;
  }

  /**
   * Suspends, resumes or ends it from today, as a decision whose document is not at hand. Ended or suspended, it takes no new FAT; follow-up goes on (charter R5). An AAP is
   * suspended for three months, the longest that may be (R2).
   */
  async changeStatus(ctx: Ctx, id: string, version: number, { status, reason }: ChangeStatus): Promise<void> {
    const authorisation = await this.store.forUpdate(ctx, id);
    if (!authorisation) throw new Problem('not-found');
    const { status: from, kind: access } = onDay(authorisation, ctx.today);
    demand(ctx, 'change-status', asSubject(onDay(authorisation, ctx.today)));
    demandCurrent(version, authorisation.stateVersion);
    if (!mayBecome(from, status)) {
      throw new Problem('conflict', {
        detail:
          from === status ? say({ code: 'already-so', params: { status } }) : say({ code: 'cannot-become', params: { from, to: status } }),
      });
    }
    const today = calendarDate(ctx.today);
    const kind = decisionTo(status);
    const until = kind === 'suspended' ? longestSuspension(access, today) : undefined;
    const [authority = 'has'] = authoritiesOf(kind, access);
    const decision = { kind, day: today, decidedOn: today, authority, document: '', details: { ...(until && { until }) }, reason };
    await this.decisions.add(ctx, authorisation, { ...decision, recordedByName: ctx.actor.name });
    await this.journal.append(ctx, AUTHORISATION_ACTS.statusChanged, {
      stream: id,
      subject: id,
      details: { from, to: status, reason },
    });
  }
}

/** The decision by which an authorisation becomes so. */
function decisionTo(status: AuthorisationStatus): DecisionKind {
  if (status === 'ended') return 'withdrawn';
  return status === 'suspended' ? 'suspended' : 'lifted';
}
