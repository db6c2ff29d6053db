import { Injectable } from '@nestjs/common';
import { Journal, Problem, type Ctx } from '#kernel/api';
import { awaitsOf, refusalWords, REQUEST_ACTS, stateAfter, type RequestEvent, type Signer } from '#patients/domain';
import { Enrolment } from './enrolment.entity.js';

/** Moves a request from state to state. The caller holds the row's lock, has asked the policy and has journalled its own act. */
@Injectable()
export class RequestStates {
  constructor(private readonly journal: Journal) {}

  /**
   * @param signed the signatures that stand once the event happened.
   * @throws Problem `conflict` when the state does not allow the event.
   */
  async move(ctx: Ctx, enrolment: Enrolment, event: RequestEvent, signed: readonly Signer[]): Promise<void> {
    const first = enrolment.firstSentAt === null;
    const state = demandEvent(enrolment, event, signed);
    const now = new Date();
    const awaits = awaitsOf(state, signed);
    if (awaits.join() !== enrolment.awaits.join() || state !== enrolment.state) enrolment.awaitsSince = now;
    const sent = state === 'sent' && enrolment.state !== 'sent';
    if (sent) Object.assign(enrolment, { sentAt: now, firstSentAt: enrolment.firstSentAt ?? now });
    if (state === 'granted' || state === 'refused') enrolment.decidedAt = now;
    Object.assign(enrolment, { state, awaits, changedAt: now, stateVersion: enrolment.stateVersion + 1 });
    await ctx.tx.save(Enrolment, enrolment);
    if (sent) await this.journal.append(ctx, REQUEST_ACTS.sent, { stream: enrolment.id, subject: enrolment.id, details: { first } });
  }
}

/** The state that the event leads to. @throws Problem `conflict`, in words. */
export function demandEvent({ state, firstSentAt }: Enrolment, event: RequestEvent, signed: readonly Signer[]) {
  const after = stateAfter(state, event, { signed, sentBefore: firstSentAt !== null });
  if (!after) throw new Problem('conflict', { detail: refusalWords(state, event) });
  return after;
}
