import { isDeclaration, type FormKind } from '#protocols/domain';
import { conductOf } from '../conduct/conduct-of.js';
import type { Marks } from './marks.js';
import type { FormMessage } from '../say.js';

/** What decides whether a form may be taken back. */
export interface Withdrawn {
  readonly kind: FormKind;
  readonly state: 'in-progress' | 'complete';
  readonly marks: Marks;
  /** Signatures that were ever made, voided ones too. */
  readonly signatures: number;
  /** Marks that data managers left on it. */
  readonly reviews: number;
}

/**
 * Why a form that was opened stays; nothing when it was opened by mistake and may be taken back. Only a form in which nothing was ever
 * typed may: an answer that was taken away was typed all the same, and of a declaration the first answer is day 0 (charter P3).
 */
export function whyItStays({ kind, state, marks, signatures, reviews }: Withdrawn): FormMessage | undefined {
  const { whyNeverWithdrawn } = conductOf(kind);
  if (whyNeverWithdrawn) return whyNeverWithdrawn;
  if (Object.keys(marks).length > 0) return { code: isDeclaration(kind) ? 'declaration-has-day-zero' : 'something-was-typed' };
  if (signatures > 0) return { code: 'was-signed' };
  if (state === 'complete') return { code: 'entry-ended' };
  if (reviews > 0) return { code: 'was-reviewed' };
  return undefined;
}
