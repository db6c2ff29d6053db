import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Problem } from '#kernel/api';
import type { FormRecord } from '../records/form-record.entity.js';
import { FormLock, FormReview } from './review.entities.js';
import type { LockView, ReviewMarkView } from './review.messages.js';
import { say } from '../say.js';

/** What data managers left on a form. */
export interface Reviewed {
  readonly review: ReviewMarkView[];
  readonly lock?: LockView;
}

/**
 * `reviewState` of the domain in SQL, of a form that the statement names so; null while nobody read it. A test keeps the two equal.
 * @param form an alias of `form_record`
 */
export function reviewStateOf(form: string): string {
  const current = `mark.content_version >= ${form}.content_version`;
  return `(SELECT CASE WHEN bool_or(mark.mark = 'verified' AND ${current}) THEN 'verified' WHEN bool_or(${current}) THEN 'read'
    WHEN count(*) > 0 THEN 'stale' END FROM form_review mark WHERE mark.form_id = ${form}.id)`;
}

/** Reads review marks and locks. Anyone who asks has found the forms through the actor's scope. */
@Injectable()
export class ReviewStore {
  async of(tx: EntityManager, forms: readonly Pick<FormRecord, 'id' | 'contentVersion'>[]): Promise<ReadonlyMap<string, Reviewed>> {
    const left = await this.leftOn(
      tx,
      forms.map(({ id }) => id),
    );
    return new Map(forms.map((form) => [form.id, left(form)]));
  }

  /** The same by their ids, for anyone who reads the forms meanwhile: what was left on each, once it is there. */
  async leftOn(tx: EntityManager, ids: readonly string[]): Promise<(form: Pick<FormRecord, 'id' | 'contentVersion'>) => Reviewed> {
    const formId = In([...ids]);
    const [marks, locks] = await Promise.all([
      tx.find(FormReview, { where: { formId }, order: { mark: 'ASC' } }),
      tx.findBy(FormLock, { formId }),
    ]);
    return ({ id, contentVersion }) => {
      const lock = locks.find((each) => each.formId === id);
      const review = marks.filter((each) => each.formId === id).map((mark) => viewMark(mark, contentVersion));
      return { review, ...(lock && { lock: viewLock(lock) }) };
    };
  }

  lock(tx: EntityManager, formId: string): Promise<FormLock | null> {
    return tx.findOneBy(FormLock, { formId });
  }

  /** Which of these forms are locked. */
  async lockedAmong(tx: EntityManager, forms: readonly Pick<FormRecord, 'id'>[]): Promise<ReadonlySet<string>> {
    const locks = await tx.findBy(FormLock, { formId: In(forms.map(({ id }) => id)) });
    return new Set(locks.map(({ formId }) => formId));
  }

  /** @throws Problem `form-locked`, in words. */
  async demandUnlocked(tx: EntityManager, { id }: Pick<FormRecord, 'id'>): Promise<void> {
    demandNoLock(await this.lock(tx, id));
  }
}

/** @throws Problem `form-locked`, in words. */
export function demandNoLock(lock: FormLock | null): void {
  if (!lock) return;
  const detail = say({ code: 'locked-by', params: { by: lock.byName, reason: lock.reason } });
  throw new Problem('form-locked', { rule: 'C12.5', detail });
}

function viewMark({ mark, at, byName, contentVersion }: FormReview, current: number): ReviewMarkView {
  return { mark, at: at.toISOString(), byName, stale: contentVersion < current };
}

function viewLock(lock: FormLock): LockView {
  const { at, byName, reason, unlockAskedAt, unlockAskedName, unlockReason, unlockRefusedAt, unlockRefusedName, unlockRefusal } = lock;
  return {
    at: at.toISOString(),
    byName,
    reason,
    ...(unlockAskedAt && { unlockAsked: { at: unlockAskedAt.toISOString(), byName: unlockAskedName, reason: unlockReason } }),
    ...(unlockRefusedAt && { unlockRefused: { at: unlockRefusedAt.toISOString(), byName: unlockRefusedName, reason: unlockRefusal } }),
  };
}
