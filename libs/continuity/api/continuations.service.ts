import { Injectable } from '@nestjs/common';
import { as } from '#access-rights/domain';
import { Authorisations } from '#authorisations/api';
import { CONTINUITY_ACTS, whyNotContinued } from '#continuity/domain';
import { Courses, FormerAnswers, todayAt, whyOver, type FollowUp } from '#forms/api';
import { prescribes } from '#identity/api';
import { demand, Idempotency, Journal, Problem, type Ctx } from '#kernel/api';
import { asEnrolment, Enrolments, FollowingRequests, prescriberOf, type KnownEnrolment } from '#patients/api';
import type { ContinuedEnrolment, ContinueEnrolment } from './continuity.messages.js';
import { RelayStore, type Relay } from './relay.store.js';
import { say, type ContinuityAnswer } from './say.js';

/** A patient whose collection goes on under an early access: a second enrolment, whose FAT takes up what the first one knows (charter C8.1, C8.2). */
@Injectable()
export class Continuations {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly authorisations: Authorisations,
    private readonly requests: FollowingRequests,
    private readonly courses: Courses,
    private readonly answers: FormerAnswers,
    private readonly store: RelayStore,
    private readonly idempotency: Idempotency,
    private readonly journal: Journal,
  ) {}

  /**
   * Asked by the centre that follows the patient. Asked twice, it is one request.
   * @throws Problem `not-found`, `not-allowed`; `conflict` as the patient or the authorisation stands.
   */
  async ask(ctx: Ctx, id: string, key: string, body: ContinueEnrolment): Promise<ContinuedEnrolment> {
    const former = await this.enrolments.forUpdate(ctx, id);
    demand(ctx, 'follow', asEnrolment(former));
    const relay = await this.store.of(ctx.tx, former.authorisationId, 'share');
    if (!relay) throw refused({ code: 'not-linked' });
    const later = await this.authorisations.find(ctx, relay.laterId);
    demand(ctx, 'start-request', as('Authorisation', { id: later.id, holderId: later.holderId, status: later.status }));
    const { profile } = ctx.actor;
    if (profile?.centreId !== former.centreId)
      throw new Problem('not-allowed', { rule: 'C8.1', detail: say({ code: 'not-followed-here' }) });
    const enrolmentId = await this.idempotency.once(ctx, 'continueEnrolment', key, { id, ...body }, async () => {
      const named = profile.role === 'prescriber' ? body.prescriberId : (body.prescriberId ?? former.prescriberId);
      const prescriberId = await prescriberOf(ctx, profile.role, profile.centreId, named);
      return this.open(ctx, former, relay, prescriberId);
    });
    return { enrolmentId, formId: await this.answers.fatOf(ctx, enrolmentId) };
  }

  /** For one of a cohort, who signs staying who did. @throws Problem as `ask`. */
  async openFor(ctx: Ctx, id: string, relay: Relay): Promise<void> {
    const former = await this.enrolments.forUpdate(ctx, id);
    if (!(await prescribes(ctx.tx, former.prescriberId, former.centreId))) throw refused({ code: 'prescriber-left' });
    await this.open(ctx, former, relay, former.prescriberId);
  }

  /** Where the patient stands, and why their collection does not go on, if it does not. */
  async standing({ tx }: Pick<Ctx, 'tx'>, { id, state, centreId }: KnownEnrolment) {
    const isFollowed = state === 'granted';
    const [isContinued, followUp] = await Promise.all([
      this.store.isContinued(tx, id),
      todayAt({ tx }, centreId).then((today) => this.courses.of(tx, id, today)),
    ]);
    const over = isFollowed ? whyOver(followUp) : undefined;
    return { followUp, why: whyNotContinued({ isFollowed, isContinued, ...(over && { over }) }) };
  }

  private async open(ctx: Ctx, former: KnownEnrolment, relay: Relay, prescriberId: string): Promise<string> {
    const { followUp, why } = await this.standing(ctx, former);
    if (why) throw refused(why);
    const enrolment = await this.requests.start(ctx, { former, authorisationId: relay.laterId, prescriberId });
    await this.store.continues(ctx.tx, { enrolmentId: enrolment.id, formerId: former.id, relayId: relay.id });
    await this.tell(ctx, former, enrolment, relay);
    await this.take(ctx, enrolment, followUp);
    return enrolment.id;
  }

  private async take(ctx: Ctx, enrolment: KnownEnrolment, followUp: FollowUp): Promise<void> {
    await this.answers.bring(ctx, enrolment, followUp);
  }

  /** In both files. */
  private async tell(ctx: Ctx, former: KnownEnrolment, present: KnownEnrolment, relay: Relay): Promise<void> {
    const [was, is] = [await this.authorisations.find(ctx, relay.formerId), await this.authorisations.find(ctx, relay.laterId)];
    await this.journal.append(ctx, CONTINUITY_ACTS.continued, {
      stream: former.id,
      subject: former.id,
      details: { laterId: is.id, later: is.code, laterEnrolmentId: present.id },
    });
    await this.journal.append(ctx, CONTINUITY_ACTS.follows, {
      stream: present.id,
      subject: present.id,
      details: { former: was.code, number: former.registrationNumber ?? '', formerEnrolmentId: former.id },
    });
  }
}

function refused(says: ContinuityAnswer): Problem {
  return new Problem('conflict', { rule: 'C8.1', detail: say(says) });
}
