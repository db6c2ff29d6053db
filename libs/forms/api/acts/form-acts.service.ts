import { Injectable } from '@nestjs/common';
import { demand, demandCurrent, Journal, type Ctx } from '#kernel/api';
import { FORM_ACTS, latestOf } from '#forms/domain';
import { demandNoContradiction, demandNoGaps, demandPossible } from './form-problems.js';
import { FormChanges } from './form-changes.js';
import { FormStore } from '../records/form.store.js';
import { asSubject, conductOfForm, journalled, signedBy, type HeldForm } from '../records/open-form.js';
import { RequestMoves } from './request-moves.js';
import { ReviewStore } from '../review/review.store.js';

/** Says that the entry of a form is finished, or takes that back. Of the FAT, that moves the request; of no other form (charter C5.6). */
@Injectable()
export class FormActs {
  constructor(
    private readonly store: FormStore,
    private readonly reviews: ReviewStore,
    private readonly moves: RequestMoves,
    private readonly changes: FormChanges,
    private readonly journal: Journal,
  ) {}

  /**
   * Finishes the entry, whatever is missing: only a signature asks for a whole form. Where none has to be made, hard checks refuse here. When more was asked for and no signature was
   * voided, this sends the request again, and so asks that what they cover is whole.
   */
  async complete(ctx: Ctx, id: string, version: number): Promise<void> {
    const open = await this.store.forUpdate(ctx, id);
    demand(ctx, 'complete', asSubject(open));
    demandCurrent(version, open.record.stateVersion);
    await this.reviews.demandUnlocked(ctx.tx, open.record);
    demandPossible(open, 'complete');
    demandNoContradiction(open);
    demandNoGaps(open, conductOfForm(open).wholeFor(open.form, signedBy(open)));
    await this.turn(ctx, open, 'complete');
    await this.moves.after(ctx, open, 'complete');
  }

  /** Gives a finished form back to be typed. Signatures stand until what they cover changes. */
  async reopen(ctx: Ctx, id: string, version: number): Promise<void> {
    const open = await this.store.forUpdate(ctx, id);
    demand(ctx, 'reopen', asSubject(open));
    demandCurrent(version, open.record.stateVersion);
    await this.reviews.demandUnlocked(ctx.tx, open.record);
    demandPossible(open, 'reopen');
    await this.turn(ctx, open, 'in-progress');
    await this.moves.after(ctx, open, 'reopen');
  }

  private async turn(ctx: Ctx, open: HeldForm, state: 'in-progress' | 'complete'): Promise<void> {
    const { record } = open;
    const reopened = state === 'in-progress' && { reopenedSeq: latestOf(record.marks) };
    Object.assign(record, { state, stateVersion: record.stateVersion + 1, changedAt: new Date(), ...reopened });
    await this.store.save(ctx, record);
    await this.journal.append(ctx, state === 'complete' ? FORM_ACTS.completed : FORM_ACTS.reopened, journalled(open));
    await this.changes.settle(ctx, open, state === 'complete' ? 'completed' : 'reopened');
  }
}
