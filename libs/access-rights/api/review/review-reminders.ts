import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { nextReview, REVIEW_ACTS, reminderOn } from '#access-rights/domain';
import { Jobs, Journal, runEffects, SYSTEM_ACTOR, type Ctx } from '#kernel/api';
import { calendarDate, type CalendarDate } from '#kernel/domain';
import { AccessReview } from './access-review.entity.js';
import { ASKED_OF, type ReviewDay, ReviewStore } from './review.store.js';

const REMIND = 'access-reviews.remind';

/** At noon nobody has yesterday's date any more, overseas neither. */
const ONCE_A_DAY = { cron: '0 12 * * *' };

/**
 * Asks each centre for its yearly review on the day on which it is due, then once a month while it is late (charter C5.7). The day is written with the act that the letters
 * tell, in one transaction: whatever dies, and however many workers there are, each is told once.
 */
@Injectable()
export class ReviewReminders implements OnModuleInit {
  private readonly logger = new Logger(ReviewReminders.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly store: ReviewStore,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(REMIND, ONCE_A_DAY, () => this.remind());
  }

  /** A transaction a centre. @returns how many were told. */
  async remind(): Promise<number> {
    for (const { centreId, today } of await this.begun()) await this.store.begin(this.dataSource.manager, centreId, nextReview(today));
    const due: ReviewDay[] = await this.dataSource
      .query(`${ASKED_OF} AND review.due_on <= (clock_timestamp() AT TIME ZONE centre.zone)::date
      ORDER BY review.due_on, centre.id`);
    let count = 0;
    for (const { centreId, today } of due) if (await this.tell(centreId, calendarDate(today))) count += 1;
    if (count > 0) this.logger.log(`${count} centres were asked for their yearly review.`);
    return count;
  }

  /** Centres where someone has access since the last time. */
  private async begun(): Promise<{ centreId: string; today: CalendarDate }[]> {
    return this.dataSource.query(`${ASKED_OF} AND review.centre_id IS NULL ORDER BY centre.id`);
  }

  private async tell(centreId: string, today: CalendarDate): Promise<boolean> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    const told = await this.dataSource.transaction(async (tx) => {
      const { dueOn, toldOn } = await tx.findOneOrFail(AccessReview, { where: { centreId }, lock: { mode: 'pessimistic_write' } });
      const reminder = reminderOn(calendarDate(dueOn), toldOn === null ? null : calendarDate(toldOn), today);
      if (!reminder) return false;
      await tx.update(AccessReview, { centreId }, { toldOn: today });
      const record = { stream: centreId, subject: centreId };
      await this.journal.appendAs(tx, SYSTEM_ACTOR, REVIEW_ACTS[reminder], record, (effect) => effects.push(effect));
      return true;
    });
    await runEffects(effects);
    return told;
  }
}
