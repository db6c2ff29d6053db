import { own } from '#kernel/domain';
import { Injectable } from '@nestjs/common';
import { demand, Journal, type Ctx } from '#kernel/api';
import { FORM_ACTS, judgeChanges, onlyCentre, settled, type Mark } from '#forms/domain';
import { accepted, demandPossible, type Accepted } from './form-problems.js';
import { FormChanges } from './form-changes.js';
import { inWords } from './told-changes.js';
import type { FormRecord } from '../records/form-record.entity.js';
import { FormStore, type Typed } from '../records/form.store.js';
import type { ValueChange, ValuesSaved } from '../records/forms.messages.js';
import {
  asSubject,
  conductOfForm,
  countsOf,
  countsSeen,
  journalled,
  signedBy,
  viewerOf,
  type HeldForm,
  type OpenForm,
} from '../records/open-form.js';
import { demandNoLock } from '../review/review.store.js';
import { SignaturesService } from '../signing/signatures.service.js';

/** Saves answers (mechanisms: « Values »). */
@Injectable()
export class ValuesService {
  constructor(
    private readonly store: FormStore,
    private readonly signatures: SignaturesService,
    private readonly changes: FormChanges,
    private readonly journal: Journal,
  ) {}

  /** All or nothing. What was sent and stands already counts as saved, so that a repeated request does no harm. */
  async change(ctx: Ctx, id: string, changes: readonly ValueChange[]): Promise<ValuesSaved> {
    const open = await this.store.forUpdate(ctx, id);
    demand(ctx, 'write', asSubject(open));
    demandPossible(open, 'write');
    demandNoLock(open.lock);
    const { record, protocol, form, env } = open;
    const { values, marks, state, reopenedSeq } = record;
    const before = { values, marks, complete: state === 'complete', ...(reopenedSeq !== null && { reopenedSeq }), signed: signedBy(open) };
    const centreId = centreTyping(ctx, open);
    const judged = await accepted(ctx, open, judgeChanges({ ...before, lists: protocol.codeLists, form, env, centreId }, changes));

    if (judged.written.length > 0) await this.write(ctx, open, judged);
    return viewSaved(ctx, open, judged, changes);
  }

  private async write(ctx: Ctx, open: HeldForm, { written, values, voided }: Accepted): Promise<void> {
    const { record, form, env } = open;
    const { carried, told } = settled(form, record.carried, written);
    const typed = { items: written.map(({ item }) => item), centreId: centreTyping(ctx, open) };
    Object.assign(record, {
      values,
      contentVersion: record.contentVersion + 1,
      changedAt: new Date(),
      carried,
      ...countsOf(form, values, env, carried),
    });
    const appended = this.journal.append(ctx, FORM_ACTS.valuesChanged, { ...journalled(open), changes: inWords(told) });
    // What a signature loses is written after what it loses it by, and before the form.
    if (voided.length > 0) {
      markAs(record, typed, (await appended).seq);
      await this.signatures.void(ctx, open, voided);
    }
    const identity = conductOfForm(open).identityTold(form, values, env);
    // One trip, in this order: the entry, the answers with its sequence, what others read to follow.
    const [{ seq }, saved, follow] = await Promise.all([
      appended,
      this.store.saveAnswers(ctx, open, identity, voided.length > 0 ? undefined : typed),
      this.changes.prepare(ctx, open, 'typed'),
    ]);
    if (voided.length === 0 && saved !== seq) throw new Error(`Answers were marked ${saved} and journalled ${seq}.`);
    markAs(record, typed, seq);
    await follow();
  }
}

function markAs(record: FormRecord, { items, centreId }: Typed, seq: number): void {
  const mark: Mark = [seq, centreId];
  record.marks = { ...record.marks, ...Object.fromEntries(items.map((item) => [item, mark])) };
}

/** The centre that an answer is marked by. */
function centreTyping({ actor }: Ctx, { enrolment }: OpenForm): string {
  return actor.profile?.centreId ?? enrolment.centreId;
}

/** What is calculated from others’ answers is told to anyone who reads these: not to a centre that the patient left (charter C10.5). */
function viewSaved(ctx: Ctx, open: OpenForm, judged: Accepted, changes: readonly ValueChange[]): ValuesSaved {
  const { contentVersion, stateVersion, changedAt, marks } = open.record;
  const viewer = viewerOf(ctx.actor, open);
  const { applicable, filled, missing } = countsSeen(open, viewer);
  const keys = new Set([...changes, ...judged.written].map(({ item }) => item));
  const calculated = onlyCentre(viewer) === undefined ? [...judged.calculated] : [];
  return {
    marks: Object.fromEntries([...keys].flatMap((key) => viewMark(key, own(marks, key)))),
    calculated: Object.fromEntries(calculated.map(([key, value]) => [key, value ?? null])),
    contentVersion,
    stateVersion,
    savedAt: changedAt.toISOString(),
    voided: [...judged.voided],
    filled,
    missing,
    applicable,
  };
}

function viewMark(key: string, mark: Mark | undefined): [string, { seq: number; centreId: string }][] {
  return mark ? [[key, { seq: mark[0], centreId: mark[1] }]] : [];
}
