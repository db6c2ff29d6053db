import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FORM_ACTS, say, whyItStays } from '#forms/domain';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { EnrolmentPath } from '#patients/api';
import { FormChanges } from './form-changes.js';
import { FormRecord } from '../records/form-record.entity.js';
import { FormStore } from '../records/form.store.js';
import { asSubject, journalled, type OpenForm } from '../records/open-form.js';
import { ReviewStore } from '../review/review.store.js';

/** Why another capability holds on to a form, in French; nothing when it does not. */
export type Hold = (tx: EntityManager, formId: string) => Promise<string | undefined>;

/**
 * Takes back a form that was opened by mistake. Nothing was ever typed in it, so its row goes: no list, count or calendar has to know of it. That
 * it was opened and taken back, by whom and when, stays in the journal.
 */
@Injectable()
export class FormWithdrawals {
  private readonly holds: Hold[] = [];

  constructor(
    private readonly store: FormStore,
    private readonly path: EnrolmentPath,
    private readonly reviews: ReviewStore,
    private readonly changes: FormChanges,
    private readonly journal: Journal,
  ) {}

  /** Declares what keeps a form beside its own content. Called once, when a module starts. */
  heldBy(hold: Hold): void {
    this.holds.push(hold);
  }

  /** The same right as to type in it. @throws Problem `not-allowed`, `stale-state`, `conflict` with why the form stays. */
  async withdraw(ctx: Ctx, id: string, version: number): Promise<void> {
    const open = await this.store.forUpdate(ctx, id);
    demand(ctx, 'write', asSubject(open));
    demandCurrent(version, open.record.stateVersion);
    const reviewed = await this.reviews.of(ctx.tx, [open.record]);
    const detail = await this.whyItStays(ctx.tx, open, reviewed.get(id)?.review.length ?? 0);
    if (detail) throw new Problem('conflict', { detail });
    const about = journalled(open);
    const details = { ...about.details, kind: open.record.formKind, visitCentreId: open.record.centreId };
    await this.journal.append(ctx, FORM_ACTS.withdrawn, { ...about, details });
    await this.path.touch(ctx, open.enrolment.id, new Date());
    // First the calendar, whose line of this form leads to it; then the form.
    await this.changes.settle(ctx, { ...open, records: open.records.filter((record) => record.id !== id) }, 'withdrawn');
    await ctx.tx.delete(FormRecord, { id });
  }

  /**
   * Why the form stays, in French; nothing when it may be taken back. Anyone who asks has found it through the actor's scope.
   * @param reviews how often it was read by data managers.
   */
  async whyItStays(
    tx: EntityManager,
    { record: { id, formKind: kind, state, marks }, signatures }: Pick<OpenForm, 'record' | 'signatures'>,
    reviews: number,
  ): Promise<string | undefined> {
    const own = whyItStays({ kind, state, marks, signatures: signatures.length, reviews });
    // Most forms hold answers: of them nothing more is asked.
    if (own) return say(own);
    for (const hold of this.holds) {
      const why = await hold(tx, id);
      if (why) return why;
    }
    return undefined;
  }
}
