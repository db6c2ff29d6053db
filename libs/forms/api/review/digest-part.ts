import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DayDigest, whereAllowed, type Ctx, type DigestLine } from '#kernel/api';
import type { Act } from '#kernel/domain';
import { joinEnrolment } from '#patients/api';
import { FormRecord } from '../records/form-record.entity.js';
import { FORM_COLUMNS } from '../records/form.store.js';
import { FORM_ACTS } from '#forms/domain';
import { say } from '../say.js';

const ON_LOCKS = [FORM_ACTS.locked, FORM_ACTS.unlocked, FORM_ACTS.unlockRefused].map(({ name }) => `'${name}'`).join(', ');

/** What the daily e-mail says of locks put, lifted and kept since the last one (charter C12.5). */
@Injectable()
export class FormDigest implements OnModuleInit {
  constructor(private readonly digest: DayDigest) {}

  onModuleInit(): void {
    this.digest.on(async (ctx, since) => [
      await this.turned(ctx, since, FORM_ACTS.locked, 'locked-lately'),
      await this.turned(ctx, since, FORM_ACTS.unlocked, 'unlocked-lately'),
      await this.turned(ctx, since, FORM_ACTS.unlockRefused, 'kept-locked-lately'),
    ]);
  }

  /** A form is told once, by the last act on its lock. */
  private async turned(
    ctx: Ctx,
    since: Date,
    { name }: Act,
    code: 'locked-lately' | 'unlocked-lately' | 'kept-locked-lately',
  ): Promise<DigestLine> {
    const query = joinEnrolment(ctx.tx.createQueryBuilder(FormRecord, 'form'), 'form').where(
      `(SELECT entry.action FROM journal_entry entry WHERE entry.subject_type = 'form' AND entry.subject_id = form.id::text
          AND entry.action IN (${ON_LOCKS}) AND entry.at > :since ORDER BY entry.id DESC LIMIT 1) = :action`,
      { since, action: name },
    );
    const count = await whereAllowed(query, ctx.ability, 'write', 'Form', FORM_COLUMNS).getCount();
    return { name, count, words: say({ code, params: { count } }) };
  }
}
