import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DayDigest, digestLine, whereAllowed, type Ctx, type DigestLine } from '#kernel/api';
import { joinEnrolment } from '#patients/api';
import { FormRecord } from '../records/form-record.entity.js';
import { FORM_COLUMNS } from '../records/form.store.js';
import { FORM_ACTS } from '#forms/domain';

const ON_LOCKS = [FORM_ACTS.locked, FORM_ACTS.unlocked, FORM_ACTS.unlockRefused].map(({ name }) => `'${name}'`).join(', ');

/** What the daily e-mail says of locks put, lifted and kept since the last one (charter C12.5). */
@Injectable()
export class FormDigest implements OnModuleInit {
  constructor(private readonly digest: DayDigest) {}

  onModuleInit(): void {
    this.digest.on(async (ctx, since) => [
      await this.turned(ctx, since, FORM_ACTS.locked.name, 'fiche verrouillée par l’opérateur', 'fiches verrouillées par l’opérateur'),
      await this.turned(ctx, since, FORM_ACTS.unlocked.name, 'fiche dont le verrou est levé', 'fiches dont le verrou est levé'),
      await this.turned(
        ctx,
        since,
        FORM_ACTS.unlockRefused.name,
        'fiche dont l’opérateur refuse le déverrouillage',
        'fiches dont l’opérateur refuse le déverrouillage',
      ),
    ]);
  }

  /** A form is told once, by the last act on its lock. */
  private async turned(ctx: Ctx, since: Date, action: string, one: string, many: string): Promise<DigestLine> {
    const query = joinEnrolment(ctx.tx.createQueryBuilder(FormRecord, 'form'), 'form').where(
      `(SELECT entry.action FROM journal_entry entry WHERE entry.subject_type = 'form' AND entry.subject_id = form.id::text
          AND entry.action IN (${ON_LOCKS}) AND entry.at > :since ORDER BY entry.id DESC LIMIT 1) = :action`,
      { since, action },
    );
    const count = await whereAllowed(query, ctx.ability, 'write', 'Form', FORM_COLUMNS).getCount();
    return digestLine(action, count, one, many);
  }
}
