import { Injectable } from '@nestjs/common';
import { as } from '#access-rights/domain';
import { demand, Jobs, Journal, Problem, whereAllowed, type Ctx, type Stream } from '#kernel/api';
import { careOf, MAIL_ACTS } from '#notifications/domain';
import { Notification } from './notification.entity.js';
import { NOTIFICATION_COLUMNS } from './notification.reader.js';
import { SEND } from './sender.service.js';
import { say } from './say.js';

interface Held {
  readonly row: Notification;
  readonly stream: Stream;
}

/** What a manager does with an e-mail whose arrival is not certain: says that it was seen to, or has it sent again (charter C6.4). */
@Injectable()
export class MailCare {
  constructor(
    private readonly journal: Journal,
    private readonly jobs: Jobs,
  ) {}

  /** Seen twice, it is seen once. @throws Problem `not-found`, `not-allowed`, `conflict` for an e-mail that asks for nothing. */
  async see(ctx: Ctx, id: string): Promise<void> {
    const held = await this.hold(ctx, id, 'acknowledge');
    if (held.row.seenAt) return;
    if (!careOf(held.row).includes('acknowledge')) throw settled();
    Object.assign(held.row, { seenAt: new Date(), seenBy: ctx.actor.personId });
    await ctx.tx.save(held.row);
    await this.write(ctx, held, MAIL_ACTS.seen);
  }

  /** Under the same Message-ID: anyone who has it already sees one message. @throws Problem as `see`. */
  async resend(ctx: Ctx, id: string): Promise<void> {
    const held = await this.hold(ctx, id, 'resend');
    if (!careOf(held.row).includes('resend')) throw settled();
    const now = new Date();
    const due = { state: 'pending', doubts: 0, nextAt: now, createdAt: now, settledAt: null, seenAt: null, seenBy: null } as const;
    await ctx.tx.save(Object.assign(held.row, due));
    await this.write(ctx, held, MAIL_ACTS.resent);
    ctx.afterCommit(() => this.jobs.wake(SEND, `${id}-${held.row.attempts}-again`, { id }));
  }

  private async hold(ctx: Ctx, id: string, act: 'acknowledge' | 'resend'): Promise<Held> {
    const found = ctx.tx
      .createQueryBuilder(Notification, 'notification')
      .innerJoin('journal_entry', 'entry', 'entry.id = notification.entry_id')
      .leftJoin('enrolment', 'enrolment', 'enrolment.id = notification.enrolment_id')
      .select('coalesce(enrolment.authorisation_id::text, entry.subject_id)', 'authorisation')
      .addSelect('entry.stream_kind', 'kind')
      .addSelect('entry.stream_id', 'id')
      .where('notification.id = :id', { id });
    const at = await whereAllowed(found, ctx.ability, 'read', 'Notification', NOTIFICATION_COLUMNS).getRawOne<{
      authorisation: string;
      kind: Stream['kind'];
      id: string;
    }>();
    if (!at) throw new Problem('not-found');
    demand(ctx, act, as('Notification', { authorisationId: at.authorisation }));
    const row = await ctx.tx.createQueryBuilder(Notification, 'notification').setLock('pessimistic_write').where({ id }).getOneOrFail();
    return { row, stream: { kind: at.kind, id: at.id } };
  }

  private async write(ctx: Ctx, { row: { id, kind, personId, messageId }, stream }: Held, act: typeof MAIL_ACTS.seen): Promise<void> {
    const [person] = await ctx.tx.query(`SELECT given_name || ' ' || family_name AS name FROM person WHERE id = $1`, [personId]);
    const details = { kind, messageId, ...(personId && { personId, personName: person?.name }) };
    await this.journal.append(ctx, act, { stream, subject: id, details });
  }
}

function settled(): Problem {
  return new Problem('conflict', { detail: say({ code: 'mail-settled' }) });
}
