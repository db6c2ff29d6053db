import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';
import { REVIEW_TASKS } from '#access-rights/domain';
import { allTasks, Desks, NO_TASKS, whereAllowed, type Ctx, type Desk } from '#kernel/api';
import { calendarDate } from '#kernel/domain';
import { say } from '../say.js';
import { pharmacistsSql } from './reviewers.js';

const COLUMNS = { centreId: 'review.centre_id', pharmacists: pharmacistsSql('review.centre_id') };

/** The yearly review of one's centre, once it is due (charter C5.7). */
@Injectable()
export class ReviewTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add((ctx) => this.due(ctx));
  }

  private async due(ctx: Ctx): Promise<Desk> {
    if (!ctx.ability.can('finish', 'AccessReview')) return NO_TASKS;
    const kind = REVIEW_TASKS.review;
    const query = ctx.tx
      .createQueryBuilder<ObjectLiteral>('access_review', 'review')
      .innerJoin('centre', 'centre', 'centre.id = review.centre_id')
      .where('review.due_on <= CAST(:today AS date)', { today: ctx.today })
      .select('centre.name', 'centreName')
      .addSelect('review.due_on::text', 'dueOn');
    const rows = await whereAllowed(query, ctx.ability, 'finish', 'AccessReview', COLUMNS).getRawMany<{
      centreName: string;
      dueOn: string;
    }>();
    return allTasks(
      rows.map(({ centreName, dueOn }) => ({
        kind,
        centreName,
        text: say({ code: 'review-due', params: { task: kind.text, day: calendarDate(dueOn) } }),
        place: { path: '/revue-des-acces' },
        since: new Date(`${dueOn}T00:00:00Z`),
      })),
    );
  }
}
