import { Injectable } from '@nestjs/common';
import { as, countsOf, notAsked, REVIEW_ACTS, reviewState, type NotKept } from '#access-rights/domain';
import { closeProfilesOf } from '#identity/api';
import { IDENTITY_ACTS } from '#identity/domain';
import { AccessLog, demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { calendarDate } from '#kernel/domain';
import { DesignationsService } from '../designations/designations.service.js';
import { ReadGrants } from '../readings/read-grants.service.js';
import { say, type AccessAnswer } from '../say.js';
import type { AccessReviewView, FinishReview, ReviewedDesignation } from './review.messages.js';
import { fingerprintOf, ReviewReader, type HeldReading, type ReviewList } from './review.reader.js';
import { ReviewStore, type StandingReview } from './review.store.js';

/**
 * The yearly review of who has access in a centre (charter C5.7), done whole or not at all, on the very list that was read: what it does not keep is withdrawn as its own
 * act withdraws it, by the rights of who reviews; where they have none, those who may are told.
 */
@Injectable()
export class AccessReviews {
  constructor(
    private readonly store: ReviewStore,
    private readonly reader: ReviewReader,
    private readonly designations: DesignationsService,
    private readonly readings: ReadGrants,
    private readonly journal: Journal,
    private readonly accessLog: AccessLog,
  ) {}

  /** A list that tells of patients: it is logged. @throws Problem `not-allowed`. */
  async read(ctx: Ctx): Promise<AccessReviewView> {
    const review = await this.store.ofMyCentre(ctx);
    demand(ctx, 'read', asReview(review));
    const look = { action: 'listed', subject: { type: 'access-review', id: '*' } } as const;
    return view(ctx, review, await this.accessLog.beside(ctx, look, this.reader.list(ctx, review.centreId)));
  }

  /** @throws Problem `not-allowed`, `stale-state` when someone finished it meanwhile, `conflict` when the list has changed, `invalid-request`. */
  async finish(ctx: Ctx, version: number, { list: fingerprint, ...not }: FinishReview): Promise<void> {
    demand(ctx, 'finish', asReview(await this.store.ofMyCentre(ctx)));
    const review = await this.store.held(ctx);
    demandCurrent(version, review.stateVersion);
    const list = await this.reader.list(ctx, review.centreId);
    if (fingerprintOf(list) !== fingerprint) throw new Problem('conflict', { detail: say({ code: 'review-list-changed' }) });
    demandAsked(list, not);

    const counts = countsOf(list, not);
    await this.endReadings(ctx, within(list.readings, not.readings));
    await this.endDesignations(ctx, review, within(list.designations, not.designations));
    await this.putToSleep(ctx, review, not.left);
    await this.store.done(ctx, review, counts);
    await this.journal.append(ctx, REVIEW_ACTS.finished, { stream: review.centreId, subject: review.centreId, details: counts });
  }

  /** In the order in which anyone who writes of several enrolments holds them. */
  private async endReadings(ctx: Ctx, readings: readonly HeldReading[]): Promise<void> {
    const reason = say({ code: 'review-withdrawn' });
    for (const { id, act, stateVersion, of } of readings) {
      if (act === 'withdraw') await this.readings.withdraw(ctx, id, stateVersion, reason);
      else await this.readings.flag(ctx, of);
    }
  }

  private async endDesignations(ctx: Ctx, { centreId }: StandingReview, designations: readonly ReviewedDesignation[]): Promise<void> {
    const flagged = new Map<string, string[]>();
    for (const { id, act, stateVersion, authorisationId } of designations) {
      if (act === 'withdraw') await this.designations.withdraw(ctx, id, stateVersion);
      else flagged.set(authorisationId, [...(flagged.get(authorisationId) ?? []), id]);
    }
    for (const [authorisationId, designationIds] of flagged)
      await this.journal.append(ctx, REVIEW_ACTS.designationFlagged, {
        stream: centreId,
        subject: authorisationId,
        details: { designationIds },
      });
  }

  /** Their provider wakes them, where it still vouches for them: nobody is shut out by a mistake (docs/decisions/0033). */
  private async putToSleep(ctx: Ctx, { centreId }: StandingReview, profileIds: readonly string[]): Promise<void> {
    for (const { personId, profileIds: closed } of await closeProfilesOf(ctx.tx, centreId, profileIds))
      await this.journal.append(ctx, IDENTITY_ACTS.toldToHaveLeft, { stream: personId, subject: personId, details: { centreId, closed } });
  }
}

const asReview = ({ centreId, pharmacists }: StandingReview) => as('AccessReview', { centreId, pharmacists });

function within<T extends { readonly id: string }>(those: readonly T[], ids: readonly string[]): T[] {
  return those.filter(({ id }) => ids.includes(id));
}

/** @throws Problem `invalid-request`. */
function demandAsked(list: ReviewList, not: NotKept): void {
  const [unknown] = notAsked(list, not);
  if (unknown) throw wrong(unknown, { code: 'review-not-asked' });
  if (list.people.some(({ me, profileId }) => me && not.left.includes(profileId))) throw wrong('left', { code: 'review-oneself' });
}

function wrong(path: string, says: AccessAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path, message: say(says) }] });
}

function view(ctx: Ctx, { centreName, dueOn, last, stateVersion }: StandingReview, list: ReviewList): AccessReviewView {
  return {
    ...{ centreName, dueOn, stateVersion },
    state: reviewState(dueOn, calendarDate(ctx.today)),
    ...(last && { last: { ...last, at: last.at.toISOString() } }),
    list: fingerprintOf(list),
    people: list.people,
    designations: list.designations,
    readings: list.readings.map(({ of: _of, stateVersion: _version, ...reading }) => reading),
  };
}
