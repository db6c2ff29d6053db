import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, type Config } from '#kernel/api';
import { Notification } from './notification.entity.js';
import { messageId } from './message-id.js';
import { Recipients } from './recipients.js';

/** What the holder could not be told, since it had no active account: anyone who comes since is told. */
@Injectable()
export class Unaddressed {
  private readonly domain: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly dataSource: DataSource,
    private readonly recipients: Recipients,
  ) {
    this.domain = new URL(config.publicUrl).hostname;
  }

  /** Gives each of these its recipients, where there are any now. Two workers at it do no harm. */
  async address(): Promise<void> {
    const found: { id: string }[] = await this.dataSource.query(`
      SELECT notification.id FROM notification
      JOIN enrolment ON enrolment.id = notification.enrolment_id JOIN authorisation ON authorisation.id = enrolment.authorisation_id
      WHERE notification.state = 'nobody' AND EXISTS (
        SELECT FROM staff WHERE staff.holder_id = authorisation.holder_id AND staff.role = 'exploitant' AND staff.active
      ) ORDER BY notification.created_at LIMIT 500`);
    for (const { id } of found) await this.dataSource.transaction((tx) => this.addressOne(tx, id));
  }

  private async addressOne(tx: EntityManager, id: string): Promise<void> {
    const row = await tx
      .createQueryBuilder(Notification, 'notification')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where({ id, state: 'nobody' })
      .getOne();
    const [first, ...others] = row?.enrolmentId ? await this.recipients.deciding(tx, row.enrolmentId) : [];
    if (!row || !first) return;
    // The sweep that called sends them: their time has come.
    const now = new Date();
    const due = { state: 'pending', nextAt: now, createdAt: now, settledAt: null } as const;
    await tx.save(Object.assign(row, due, { personId: first.personId }));
    for (const { personId } of others) {
      const { kind, enrolmentId, entryId } = row;
      await tx.query(
        `INSERT INTO notification (kind, enrolment_id, person_id, entry_id, message_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (entry_id, person_id) DO NOTHING`,
        [kind, enrolmentId, personId, entryId, messageId(this.domain)],
      );
    }
  }
}
