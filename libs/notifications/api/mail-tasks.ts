import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Desks, whereAllowed, allTasks, type Ctx, type Task } from '#kernel/api';
import { MAIL_TASKS } from '#notifications/domain';
import { Notification } from './notification.entity.js';
import { NOTIFICATION_COLUMNS } from './notification.reader.js';
import { say } from './say.js';

/** What e-mails ask of the manager (charter C6.4). */
@Injectable()
export class MailTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add(async (ctx) => allTasks(await this.unconfirmed(ctx)));
  }

  /** E-mails whose arrival a person must see to (charter C6.4): one task for all. */
  private async unconfirmed(ctx: Ctx): Promise<Task[]> {
    if (!ctx.ability.can('read', 'Notification')) return [];
    const query = ctx.tx
      .createQueryBuilder(Notification, 'notification')
      .innerJoin('journal_entry', 'entry', 'entry.id = notification.entry_id')
      .leftJoin('enrolment', 'enrolment', 'enrolment.id = notification.enrolment_id')
      .where(`notification.state IN ('unconfirmed', 'nobody') AND notification.seen_at IS NULL`)
      .select('count(*)', 'count')
      .addSelect('min(notification.settled_at)', 'since');
    const row = await whereAllowed(query, ctx.ability, 'read', 'Notification', NOTIFICATION_COLUMNS).getRawOne<{
      count: string;
      since: Date | null;
    }>();
    const count = Number(row?.count ?? 0);
    if (count === 0 || !row?.since) return [];
    const text = say({ code: 'mails-to-check', params: { count } });
    return [{ kind: MAIL_TASKS.unconfirmed, text, place: { path: '/envois' }, since: row.since }];
  }
}
