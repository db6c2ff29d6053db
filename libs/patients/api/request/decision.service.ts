import { Injectable } from '@nestjs/common';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { REQUEST_ACTS, SIGNERS, type RequestEvent } from '#patients/domain';
import { asEnrolment } from '../enrolment/enrolment-abilities.js';
import { EnrolmentStore } from '../enrolment/enrolment.store.js';
import type { Decide } from '../patients.messages.js';
import { RequestForms } from './request-forms.js';
import { demandEvent, EnrolmentPath } from '../enrolment/enrolment-path.js';
import { say } from '../say.js';

const EVENTS: Readonly<Record<Decide['decision'], RequestEvent>> = { favourable: 'grant', unfavourable: 'refuse', more: 'ask-more' };

/** The holder's opinion on a request. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly store: EnrolmentStore,
    private readonly path: EnrolmentPath,
    private readonly forms: RequestForms,
    private readonly journal: Journal,
  ) {}

  /** A favourable opinion gives the number in the same transaction; « more » gives the form back; both others say why (charter P1). */
  async decide(ctx: Ctx, id: string, version: number, { decision, reason }: Decide): Promise<void> {
    const enrolment = await this.store.forUpdate(ctx, id);
    demand(ctx, 'decide', asEnrolment(enrolment));
    demandCurrent(version, enrolment.stateVersion);
    const event = EVENTS[decision];
    const before = enrolment.state;
    const state = demandEvent(enrolment, event, SIGNERS);
    if (decision !== 'favourable' && !reason) throw reasonMissing();

    enrolment.decisionReason = reason || null;
    await this.path.move(ctx, enrolment, event, SIGNERS);
    const number = enrolment.registrationNumber;
    // The reason is free text: it stands with the values, which retention can erase.
    const about = { stream: id, subject: id, changes: [{ item: 'state', old: before, new: state, ...(reason && { reason }) }] };
    if (number !== null) await this.journal.append(ctx, REQUEST_ACTS.granted, { ...about, details: { number } });
    else await this.journal.append(ctx, decision === 'more' ? REQUEST_ACTS.moreAsked : REQUEST_ACTS.refused, about);
    if (decision === 'more') await this.forms.reopenFat(ctx, enrolment.id);
  }
}

function reasonMissing(): Problem {
  const message = say({ code: 'why-not-granted' });
  return new Problem('invalid-request', { items: [{ path: 'reason', message }] });
}
