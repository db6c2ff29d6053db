import { Injectable } from '@nestjs/common';
import { AccessLog, whereAllowed, type Ctx } from '#kernel/api';
import { LetterRegistry } from '#kernel/domain';
import { careOf, FORMER_LETTERS } from '#notifications/domain';
import { Notification } from './notification.entity.js';
import type { ListNotifications, NotificationList } from './notifications.messages.js';

const LONGEST = 200;

/** Of the request that it tells of; or of the centre's authorisation that its entry names. The SQL names them `enrolment` and `entry`. */
export const NOTIFICATION_COLUMNS = { authorisationId: `coalesce(enrolment.authorisation_id::text, entry.subject_id)` };

@Injectable()
export class NotificationReader {
  constructor(
    private readonly accessLog: AccessLog,
    private readonly letters: LetterRegistry,
  ) {}

  async list(ctx: Ctx, asked: ListNotifications): Promise<NotificationList> {
    return this.read(ctx, asked, 'listed');
  }

  /** As the desk shows them: one export that is logged. */
  async export(ctx: Ctx, asked: ListNotifications): Promise<NotificationList> {
    return this.read(ctx, asked, 'exported');
  }

  private async read(ctx: Ctx, { state }: ListNotifications, action: 'listed' | 'exported'): Promise<NotificationList> {
    await this.accessLog.record(ctx, { action, subject: { type: 'notification', id: '*' }, filter: { state } });
    const query = ctx.tx
      .createQueryBuilder(Notification, 'notification')
      .innerJoin('journal_entry', 'entry', 'entry.id = notification.entry_id')
      .leftJoin('enrolment', 'enrolment', 'enrolment.id = notification.enrolment_id')
      .leftJoin('person', 'person', 'person.id = notification.person_id')
      .select(['notification', 'person.given_name', 'person.family_name'])
      .andWhere('notification.state = ANY(:states)', {
        states: state ? [state] : ['pending', 'sending', 'unknown', 'unconfirmed', 'nobody'],
      })
      .andWhere(state ? 'TRUE' : 'notification.seenAt IS NULL')
      .orderBy('notification.createdAt', 'DESC')
      .limit(LONGEST);
    const { entities, raw } = await whereAllowed(query, ctx.ability, 'read', 'Notification', NOTIFICATION_COLUMNS).getRawAndEntities();
    return {
      items: entities.map(({ id, kind, enrolmentId, personId, state: now, attempts, createdAt, settledAt, seenAt }, index) => ({
        id,
        kind,
        label: FORMER_LETTERS.get(kind) ?? this.letters.label(kind),
        ...(personId && { personName: `${raw[index].given_name} ${raw[index].family_name}` }),
        ...(enrolmentId && { enrolmentId }),
        state: now,
        attempts,
        createdAt: createdAt.toISOString(),
        ...(settledAt && { settledAt: settledAt.toISOString() }),
        ...(seenAt && { seenAt: seenAt.toISOString() }),
        abilities: careOf({ state: now, seenAt }).filter((act) => ctx.ability.can(act, 'Notification')),
      })),
    };
  }
}
