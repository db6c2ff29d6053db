import type { FormKind } from '#protocols/domain';
import { conductOf } from '../conduct/conduct-of.js';
import type { Marks } from './marks.js';

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
 * Why a form that was opened stays, in French; nothing when it was opened by mistake and may be taken back. Only a form in which nothing was ever
 * typed may: an answer that was taken away was typed all the same, and of a declaration the first answer is day 0 (charter P3).
 */
export function whyItStays({ kind, state, marks, signatures, reviews }: Withdrawn): string | undefined {
  const { whyNeverWithdrawn } = conductOf(kind);
  if (whyNeverWithdrawn) return whyNeverWithdrawn;
  if (Object.keys(marks).length > 0)
    return kind === 'EI' || kind === 'SP'
      ? 'Cette déclaration a été enregistrée\u00a0: son premier enregistrement est le jour 0, elle ne se retire plus. Si elle est sans objet, écrivez-le dans la déclaration.'
      : 'Une réponse a été saisie dans cette fiche\u00a0: elle ne se retire plus. Corrigez ses réponses\u202f; l’historique les garde.';
  if (signatures > 0) return 'Cette fiche a été signée\u00a0: elle ne se retire plus.';
  if (state === 'complete') return 'La saisie de cette fiche est terminée\u00a0: rouvrez-la d’abord si elle l’a été par erreur.';
  if (reviews > 0) return 'L’opérateur a relu cette fiche\u00a0: demandez-lui de retirer sa marque de relecture.';
  return undefined;
}
