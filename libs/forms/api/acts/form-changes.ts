import { own } from '#kernel/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conductOf, type Rekeyed } from '#forms/domain';
import type { Ctx } from '#kernel/api';
import { withCalculated } from '#protocols/domain';
import { Courses, type FollowUp } from '../schedule/courses.js';
import { FormRecord } from '../records/form-record.entity.js';
import { countsOf, type HeldForm, type OpenForm } from '../records/open-form.js';
import { ReviewStore } from '../review/review.store.js';

/**
 * What was done to a form. `passed`: it went to another version of its protocol, or back; nobody typed in it. `unlocked`: what moved elsewhere while it
 * was locked reaches it. `carried`: values that nobody typed came to stand there, or one was put aside: nothing was answered. `withdrawn`: opened by mistake, it is none of the patient's forms any more.
 */
export type FormAct = 'opened' | 'typed' | 'completed' | 'reopened' | 'passed' | 'unlocked' | 'carried' | 'withdrawn';

/** What a change of a form asks its centre, beside the checks of the protocol. */
export interface FormQuestion {
  /** Empty: of the form as a whole. */
  readonly item: string;
  readonly question: string;
  /** What its version has no field for any more: the field or group of the former one, its answers in words, and the centre that gave them. */
  readonly gone?: { readonly code: string; readonly words: string; readonly centreId: string };
}

/** A form that was acted on, and all the patient's forms as they stand once that is written. */
export interface FormChange {
  readonly act: FormAct;
  readonly open: OpenForm;
  readonly followUp: FollowUp;
  /** The day where the centre is. */
  readonly today: string;
  /** Of `passed`: answers that stand on another key now. */
  readonly rekeyed: readonly Rekeyed[];
  /** Of `passed`: answers that stay though the new version refuses them, and those for which it has no field. */
  readonly asks: readonly FormQuestion[];
}

/**
 * What another capability does about it in the same transaction (a query, a line of the calendar). All reactions begin at once, in one trip: each sends what it needs to
 * know, or writes of its own tables what nobody else looks at. What it then gives back is done in turn. It throws: the act is undone.
 */
export type FormReaction = (ctx: Ctx, change: FormChange) => Promise<Followed | undefined>;

/** What is left to do, once what was read is there. */
export type Followed = () => Promise<void>;

/**
 * What follows from a change of one form: the patient's other forms, whose rules may read it, are calculated again, then other capabilities are
 * told. The caller holds the enrolment's lock and has written the form.
 */
@Injectable()
export class FormChanges {
  private readonly reactions: FormReaction[] = [];

  constructor(
    private readonly courses: Courses,
    private readonly reviews: ReviewStore,
  ) {}

  /** Declares what happens beside every change of a form. Called once, when a module starts. */
  on(reaction: FormReaction): void {
    this.reactions.push(reaction);
  }

  async settle(ctx: Ctx, written: HeldForm, act: FormAct, rekeyed?: readonly Rekeyed[], asks?: readonly FormQuestion[]): Promise<void> {
    const follow = await this.prepare(ctx, written, act, rekeyed, asks);
    await follow();
  }

  /** The first half of `settle`, which goes in the trip of the caller that writes the form; the other half is done once that is written. */
  async prepare(
    ctx: Ctx,
    written: HeldForm,
    act: FormAct,
    rekeyed: readonly Rekeyed[] = [],
    asks: readonly FormQuestion[] = [],
  ): Promise<Followed> {
    const { record, records, today, bearings } = written;
    const followUp = await this.courses.along(ctx.tx, records, today, undefined, bearings);
    await this.recalculate(ctx, followUp);
    const { course } = followUp;
    const row = course.rowOf(record.id);
    const open = conductOf(written.record.formKind).readsOtherForms
      ? { ...written, env: course.envOf(record.id), ...(row && { row }) }
      : written;
    const change = { act, open, followUp, today, rekeyed, asks };
    const left = await Promise.all(this.reactions.map((reaction) => reaction(ctx, change)));
    return async () => {
      for (const followed of left) await followed?.();
    };
  }

  /** The counts of all forms, locked ones too: how they are read is not what was locked. */
  async recount(tx: EntityManager, { records, madeFrom, course }: FollowUp): Promise<void> {
    for (const record of records) {
      const env = conductOf(record.formKind).seen(course.envOf(record.id));
      const counts = countsOf(madeFrom(record.id).form, record.values, env, record.carried);
      Object.assign(record, counts);
      await tx.update(FormRecord, { id: record.id }, counts);
    }
  }

  /**
   * Calculated values and counts, where a rule reads another form, its visit or its days. The FAT reads none of them; a locked form stands exactly as it was
   * locked (charter C12.5), until its lock is lifted.
   */
  private async recalculate(ctx: Ctx, { records, madeFrom, course }: FollowUp): Promise<void> {
    const moved = records
      .filter(({ formKind }) => conductOf(formKind).readsOtherForms)
      .flatMap((record) => {
        const [{ form: rules }, env] = [madeFrom(record.id), course.envOf(record.id)];
        const values = withCalculated(rules, record.values, env);
        const now = { values, ...countsOf(rules, values, env, record.carried) };
        return isSame(record, now) ? [] : [{ record, now }];
      });
    if (moved.length === 0) return;
    const locked = await this.reviews.lockedAmong(
      ctx.tx,
      moved.map(({ record }) => record),
    );
    for (const { record, now } of moved.filter(({ record: { id } }) => !locked.has(id))) {
      Object.assign(record, now);
      await ctx.tx.update(FormRecord, { id: record.id }, now);
    }
  }
}

type Calculated = Pick<FormRecord, 'values' | 'applicable' | 'filled' | 'missing' | 'allPut'>;

function isSame(record: Calculated, now: Calculated): boolean {
  const counts = (['applicable', 'filled', 'missing', 'allPut'] as const).every((count) => record[count] === now[count]);
  const keys = Object.keys(now.values);
  return (
    counts &&
    keys.length === Object.keys(record.values).length &&
    keys.every((key) => isSameValue(own(record.values, key), own(now.values, key)))
  );
}

/** Only calculated values may differ: numbers and decimals, never lists. */
function isSameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
