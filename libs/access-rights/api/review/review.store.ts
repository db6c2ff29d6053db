import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { nextReview, type ReviewCounts } from '#access-rights/domain';
import type { Ctx } from '#kernel/api';
import { calendarDate, type CalendarDate } from '#kernel/domain';
import { AccessReview } from './access-review.entity.js';
import { pharmacistsSql } from './reviewers.js';

/** The review of a centre, as it stands. */
export interface StandingReview {
  readonly centreId: string;
  readonly centreName: string;
  readonly pharmacists: 'yes' | 'no';
  readonly dueOn: CalendarDate;
  readonly stateVersion: number;
  readonly last?: ReviewCounts & { readonly at: Date; readonly by: string };
}

/** A centre that is asked for its review, and its day. */
export interface ReviewDay {
  readonly centreId: string;
  readonly today: string;
}

/** Centres that have anyone to look at: people, or patients. */
export const ASKED_OF = `
  SELECT centre.id AS "centreId", (clock_timestamp() AT TIME ZONE centre.zone)::date::text AS today
  FROM centre LEFT JOIN access_review review ON review.centre_id = centre.id
  WHERE (EXISTS (SELECT FROM profile WHERE profile.centre_id = centre.id AND profile.active)
    OR EXISTS (SELECT FROM enrolment WHERE enrolment.centre_id = centre.id))`;

/** When each centre reviews who has access. */
@Injectable()
export class ReviewStore {
  /** That the first one of a centre is due on that day; nothing where one is known already. */
  async begin(tx: EntityManager, centreId: string, dueOn: CalendarDate): Promise<void> {
    await tx.query('INSERT INTO access_review (centre_id, due_on) VALUES ($1, $2) ON CONFLICT DO NOTHING', [centreId, dueOn]);
  }

  /** Of the centre where the actor works. One that has not begun yet is due a year from today. */
  async ofMyCentre({ tx, actor, today }: Ctx): Promise<StandingReview> {
    const [row]: Row[] = await tx.query(STANDING, [actor.profile?.centreId]);
    const { dueOn, stateVersion, at, by, kept, withdrawn, flagged, left, ...of } = row as Row;
    return {
      ...of,
      dueOn: dueOn ?? nextReview(calendarDate(today)),
      stateVersion: stateVersion ?? 1,
      ...(at && { last: { at, by: by ?? '', kept, withdrawn, flagged, left } }),
    };
  }

  /** The same, held until the transaction ends: two who finish it wait for each other. */
  async held(ctx: Ctx): Promise<StandingReview> {
    const centreId = ctx.actor.profile?.centreId ?? '';
    await this.begin(ctx.tx, centreId, nextReview(calendarDate(ctx.today)));
    await ctx.tx.query('SELECT FROM access_review WHERE centre_id = $1 FOR UPDATE', [centreId]);
    return this.ofMyCentre(ctx);
  }

  /** Done today: the next one is due in a year. */
  async done({ tx, actor, today }: Ctx, { centreId, stateVersion }: StandingReview, { left: departed, ...counts }: ReviewCounts) {
    await tx.update(
      AccessReview,
      { centreId },
      {
        ...counts,
        departed,
        dueOn: nextReview(calendarDate(today)),
        doneAt: new Date(),
        doneBy: actor.personId,
        stateVersion: stateVersion + 1,
      },
    );
  }
}

interface Row extends Pick<StandingReview, 'centreId' | 'centreName' | 'pharmacists'>, ReviewCounts {
  readonly dueOn: CalendarDate | null;
  readonly stateVersion: number | null;
  readonly at: Date | null;
  readonly by: string | null;
}

const STANDING = `
  SELECT centre.id AS "centreId", centre.name AS "centreName", ${pharmacistsSql('centre.id')} AS pharmacists,
    review.due_on::text AS "dueOn", review.state_version AS "stateVersion", review.done_at AS at, person.given_name || ' ' || person.family_name AS by,
    review.kept, review.withdrawn, review.flagged, review.departed AS left
  FROM centre LEFT JOIN access_review review ON review.centre_id = centre.id LEFT JOIN person ON person.id = review.done_by
  WHERE centre.id = $1`;
