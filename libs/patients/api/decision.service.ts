import { Injectable } from '@nestjs/common';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { SIGNERS, type RequestEvent } from '#patients/domain';
import { asEnrolment } from './enrolment-abilities.js';
import { EnrolmentStore } from './enrolment.store.js';
import type { Decide } from './patients.messages.js';
import { RegistrationNumbers } from './registration-numbers.js';
import { RequestForms } from './request-forms.js';
import { demandEvent, RequestStates, streamOf, subjectOf } from './request-states.js';

const OUTCOMES = {
  favourable: { event: 'grant', action: 'request.granted' },
  unfavourable: { event: 'refuse', action: 'request.refused' },
  more: { event: 'ask-more', action: 'request.more-asked' },
} as const satisfies Record<Decide['decision'], { event: RequestEvent; action: string }>;

/** The holder's opinion on a request. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly store: EnrolmentStore,
    private readonly states: RequestStates,
    private readonly numbers: RegistrationNumbers,
    private readonly forms: RequestForms,
    private readonly journal: Journal,
  ) {}

  /** A favourable opinion gives the number in the same transaction; « more » gives the form back; both others say why (charter P1). */
  async decide(ctx: Ctx, id: string, version: number, { decision, reason }: Decide): Promise<void> {
    const enrolment = await this.store.forUpdate(ctx, id);
    demand(ctx, 'decide', asEnrolment(enrolment));
    demandCurrent(version, enrolment.stateVersion);
    const { event, action } = OUTCOMES[decision];
    const before = enrolment.state;
    const state = demandEvent(enrolment, event, SIGNERS);
    if (decision !== 'favourable' && !reason) throw reasonMissing();

    if (decision === 'favourable') enrolment.registrationNumber = await this.numbers.next(ctx.tx, enrolment.authorisationId);
    enrolment.decisionReason = reason || null;
    await this.states.move(ctx, enrolment, event, SIGNERS);
    await this.journal.append(ctx, {
      stream: streamOf(enrolment),
      action,
      subject: subjectOf(enrolment),
      ...(enrolment.registrationNumber && { details: { number: enrolment.registrationNumber } }),
      // The reason is free text: it stands with the values, which retention can erase.
      changes: [{ item: 'state', old: before, new: state, ...(reason && { reason }) }],
    });
    if (decision === 'more') await this.forms.reopenFat(ctx, enrolment.id);
  }
}

function reasonMissing(): Problem {
  const message = 'Indiquez le motif\u00a0: l’équipe du centre le lira.';
  return new Problem('invalid-request', { items: [{ path: 'reason', message }] });
}
