import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { demand, demandCurrent, Journal, Problem, type Ctx, type JournalChange } from '#kernel/api';
import { FormChanges } from '../acts/form-changes.js';
import { FormStore } from '../records/form.store.js';
import { asSubject, journalled, whyNotLockable, whyUnlockingIsVain, type HeldForm, type OpenForm } from '../records/open-form.js';
import { FormLock, FormReview } from './review.entities.js';
import type { LockForm, ReviewMark } from './review.messages.js';
import { ReviewStore, type Reviewed } from './review.store.js';
import { FORM_ACTS } from '#forms/domain';
import { say } from '../say.js';

const NOT_ASKED = { unlockAskedAt: null, unlockAskedId: null, unlockAskedName: '', unlockReason: '' };
const NOT_REFUSED = { unlockRefusedAt: null, unlockRefusedId: null, unlockRefusedName: '', unlockRefusal: '' };

/** How many questions about a form are in progress. */
export type LiveQuestions = (tx: EntityManager, formId: string) => Promise<number>;

/** What data managers leave on a form: « read », « verified », and a lock that the centre may ask to lift (charter C12.5). */
@Injectable()
export class ReviewService {
  private readonly questions: LiveQuestions[] = [];

  constructor(
    private readonly forms: FormStore,
    private readonly reviews: ReviewStore,
    private readonly changes: FormChanges,
    private readonly journal: Journal,
  ) {}

  /** What stands on these forms, by their ids, read by the person who found them through the actor's scope. */
  leftOn(ctx: Ctx, forms: readonly Pick<OpenForm['record'], 'id' | 'contentVersion'>[]): Promise<ReadonlyMap<string, Reviewed>> {
    return this.reviews.of(ctx.tx, forms);
  }

  /** Marks the content that was read; what stands already is left as it is. @throws Problem `stale-state` when it changed since. */
  async mark(ctx: Ctx, id: string, mark: ReviewMark, contentVersion: number): Promise<void> {
    const open = await this.forms.forUpdate(ctx, id);
    demand(ctx, 'review', asSubject(open));
    demandCurrent(contentVersion, open.record.contentVersion);
    const { personId: byId, name: byName } = ctx.actor;
    const standing = await ctx.tx.findOneBy(FormReview, { formId: id, mark });
    if (standing?.contentVersion === contentVersion) return;
    await ctx.tx.save(FormReview, { formId: id, mark, contentVersion, at: new Date(), byId, byName });
    const { details, ...about } = journalled(open);
    await this.journal.append(ctx, FORM_ACTS.reviewed, { ...about, details: { ...details, mark, contentVersion } });
  }

  /** Takes a mark back; nothing when there is none. */
  async unmark(ctx: Ctx, id: string, mark: ReviewMark): Promise<void> {
    const open = await this.forms.forUpdate(ctx, id);
    demand(ctx, 'review', asSubject(open));
    const standing = await ctx.tx.findOneBy(FormReview, { formId: id, mark });
    if (!standing) return;
    await ctx.tx.remove(FormReview, standing);
    const { details, ...about } = journalled(open);
    await this.journal.append(ctx, FORM_ACTS.reviewWithdrawn, { ...about, details: { ...details, mark } });
  }

  /** Declares who asks about forms. Called once, when a module starts. */
  askedBy(questions: LiveQuestions): void {
    this.questions.push(questions);
  }

  /**
   * @throws Problem `not-allowed`, `stale-state`, `conflict` for a form that is still typed, or locked already, `queries-in-progress` unless it is locked
   * despite them.
   */
  async lock(ctx: Ctx, id: string, version: number, { reason, despiteQueries }: Required<LockForm>): Promise<void> {
    const open = await this.forAct(ctx, id, version, 'lock');
    if (await this.reviews.lock(ctx.tx, id)) throw new Problem('conflict', { detail: say({ code: 'locked-already' }) });
    demandLockable(open);
    if (!despiteQueries) await this.demandSettled(ctx, id);
    const { personId: byId, name: byName } = ctx.actor;
    await ctx.tx.insert(FormLock, { formId: id, at: new Date(), byId, byName, reason, ...NOT_ASKED, ...NOT_REFUSED });
    await this.turn(ctx, open, FORM_ACTS.locked, { item: 'lock', new: true, reason });
  }

  /** What moved elsewhere meanwhile reaches the form now. @throws Problem `not-allowed`, `stale-state`, `conflict` for a form that is not locked. */
  async unlock(ctx: Ctx, id: string, version: number, reason: string): Promise<void> {
    const open = await this.forAct(ctx, id, version, 'lock');
    await ctx.tx.remove(FormLock, await this.standing(ctx, id));
    await this.turn(ctx, open, FORM_ACTS.unlocked, { item: 'lock', old: true, reason });
    await this.changes.settle(ctx, open, 'unlocked');
  }

  /**
   * The centre asks for the lock to be lifted.
   * @throws Problem `conflict` where it would give nothing to type in, is asked already, or there is no lock.
   */
  async askUnlock(ctx: Ctx, id: string, reason: string): Promise<void> {
    const open = await this.forms.forUpdate(ctx, id);
    demand(ctx, 'ask-unlock', asSubject(open));
    const lock = await this.standing(ctx, id);
    const why = whyUnlockingIsVain(open);
    if (why) throw new Problem('conflict', { detail: say(why) });
    if (lock.unlockAskedAt)
      throw new Problem('conflict', {
        detail: say({ code: 'unlock-asked-already', params: { by: lock.unlockAskedName } }),
      });
    const { personId, name } = ctx.actor;
    await ctx.tx.save(
      FormLock,
      Object.assign(lock, { unlockAskedAt: new Date(), unlockAskedId: personId, unlockAskedName: name, unlockReason: reason }),
    );
    await this.write(ctx, open, FORM_ACTS.unlockAsked, { item: 'lock', reason });
  }

  /**
   * The request to lift the lock is over, and the centre reads why. It may ask again.
   * @throws Problem `not-allowed`, `stale-state` when another answered meanwhile, `conflict` where nothing is asked.
   */
  async refuseUnlock(ctx: Ctx, id: string, version: number, reason: string): Promise<void> {
    const open = await this.forAct(ctx, id, version, 'lock');
    const lock = await this.standing(ctx, id);
    if (!lock.unlockAskedAt) throw new Problem('conflict', { detail: say({ code: 'unlock-not-asked' }) });
    const { personId, name } = ctx.actor;
    const refused = { unlockRefusedAt: new Date(), unlockRefusedId: personId, unlockRefusedName: name, unlockRefusal: reason };
    await ctx.tx.save(FormLock, Object.assign(lock, NOT_ASKED, refused));
    await this.turn(ctx, open, FORM_ACTS.unlockRefused, { item: 'lock', reason });
  }

  private async demandSettled(ctx: Ctx, id: string): Promise<void> {
    const counts = await Promise.all(this.questions.map((count) => count(ctx.tx, id)));
    const live = counts.reduce((sum, count) => sum + count, 0);
    if (live > 0) throw new Problem('queries-in-progress', { detail: say({ code: 'queries-live', params: { count: live } }) });
  }

  private async forAct(ctx: Ctx, id: string, version: number, act: string): Promise<HeldForm> {
    const open = await this.forms.forUpdate(ctx, id);
    demand(ctx, act, asSubject(open));
    demandCurrent(version, open.record.stateVersion);
    return open;
  }

  private async standing(ctx: Ctx, id: string): Promise<FormLock> {
    const lock = await this.reviews.lock(ctx.tx, id);
    if (!lock) throw new Problem('conflict', { detail: say({ code: 'not-locked' }) });
    return lock;
  }

  private async turn(ctx: Ctx, open: OpenForm, act: typeof FORM_ACTS.locked, change: JournalChange): Promise<void> {
    open.record.stateVersion += 1;
    await this.forms.save(ctx, open.record);
    await this.write(ctx, open, act, change);
  }

  /** A reason may hold clinical content: it goes among the changes, which can be erased. */
  private async write(ctx: Ctx, open: OpenForm, act: typeof FORM_ACTS.locked, change: JournalChange): Promise<void> {
    await this.journal.append(ctx, act, { ...journalled(open), changes: [change] });
  }
}

/** @throws Problem `conflict`. */
function demandLockable(open: OpenForm): void {
  const why = whyNotLockable(open);
  if (why === 'undecided')
    throw new Problem('conflict', {
      rule: 'C11.2',
      detail: say({ code: 'lock-once-decided' }),
    });
  if (why === 'typed')
    throw new Problem('conflict', {
      detail: say({ code: 'lock-once-ended' }),
    });
}
