import { Injectable } from '@nestjs/common';
import { carry, FORM_ACTS, putAside, receivable, toldCarried, type Candidate, type Carried, type ToldChange } from '#forms/domain';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { findItem } from '#protocols/domain';
import { CarriedSources } from './carried-sources.js';
import { demandPossible } from '../acts/form-problems.js';
import { FormChanges } from '../acts/form-changes.js';
import { inWords } from '../acts/told-changes.js';
import { FormStore } from '../records/form.store.js';
import type { CarryValues } from '../records/forms.messages.js';
import { asSubject, countsOf, journalled, type HeldForm } from '../records/open-form.js';
import { demandNoLock } from '../review/review.store.js';
import { say } from '../say.js';

/**
 * Values that nobody typed in a form (mechanisms: « Carried values »). They stand beside its answers until a person confirms or corrects each by typing
 * it, or puts it aside; nothing follows from them meanwhile.
 */
@Injectable()
export class CarriedAnswers {
  constructor(
    private readonly store: FormStore,
    private readonly sources: CarriedSources,
    private readonly changes: FormChanges,
    private readonly journal: Journal,
  ) {}

  /** Carries into a section what a source has for it. What is there already is not carried twice. */
  async carry(ctx: Ctx, id: string, version: number, { section, source }: CarryValues): Promise<void> {
    // As this person sees the patient's other forms (charter C10.5), before the lock.
    const { env, course } = await this.store.find(ctx, id);
    const held = await this.held(ctx, id, version);
    if (held.record.state === 'complete') throw new Problem('conflict', { detail: say({ code: 'carry-once-reopened' }) });
    const candidates = await this.sources.of(ctx, { ...held, env, ...(course && { course }) }, source);
    await this.bring(
      ctx,
      held,
      candidates.filter(({ key }) => findItem(held.form, key)?.section.code === section),
    );
  }

  /** Carries values of any source into a form that the caller has locked: only what it may receive stands there. */
  async bring(ctx: Ctx, open: HeldForm, candidates: readonly Candidate[]): Promise<void> {
    const { record, protocol, form, env } = open;
    const { values, marks, carried } = record;
    const taken = receivable({ lists: protocol.codeLists, form, values, marks, carried, env }, candidates);
    if (taken.length === 0) return;
    const centreId = ctx.actor.profile?.centreId ?? record.centreId;
    await this.write(ctx, open, FORM_ACTS.valuesCarried, toldCarried(taken), (seq) => carry(carried, taken, { seq, centreId }));
  }

  /** @throws Problem `conflict` when no carried value stands there any more. */
  async putAside(ctx: Ctx, id: string, version: number, item: string): Promise<void> {
    const held = await this.held(ctx, id, version);
    const without = putAside(held.record.carried, item);
    if (!without) throw new Problem('conflict', { detail: say({ code: 'nothing-carried' }) });
    await this.write(ctx, held, FORM_ACTS.carriedPutAside, [without.told], () => without.carried);
  }

  /** Anyone who may type in the form decides on what was carried into it. */
  private async held(ctx: Ctx, id: string, version: number): Promise<HeldForm> {
    const open = await this.store.forUpdate(ctx, id);
    demand(ctx, 'write', asSubject(open));
    demandCurrent(version, open.record.stateVersion);
    demandPossible(open, 'write');
    demandNoLock(open.lock);
    return open;
  }

  private async write(
    ctx: Ctx,
    open: HeldForm,
    act: typeof FORM_ACTS.valuesCarried,
    changes: readonly ToldChange[],
    become: (seq: number) => Carried,
  ): Promise<void> {
    const { record, form, env } = open;
    const { seq } = await this.journal.append(ctx, act, { ...journalled(open), changes: inWords(changes) });
    const carried = become(seq);
    Object.assign(record, {
      carried,
      stateVersion: record.stateVersion + 1,
      changedAt: new Date(),
      ...countsOf(form, record.values, env, carried),
    });
    await this.store.saveAnswers(ctx, open);
    await this.changes.settle(ctx, open, 'carried');
  }
}
