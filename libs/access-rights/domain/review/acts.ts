import { ofStream } from '#kernel/domain';
import type { ReviewCounts } from './review.js';

const REVIEW = { subject: 'AccessReview', changesRights: false };

/** `1 retiré`, `2 retirés`: what is counted, when there is any. */
const some = (count: number, one: string, several: string): string[] => (count > 0 ? [`${count} ${count > 1 ? several : one}`] : []);

/** What a review came to, in words: `12 accès gardés, 1 retiré`. */
export function countsInWords({ kept = 0, withdrawn = 0, flagged = 0, left = 0 }: Partial<ReviewCounts>): string {
  return [
    `${kept} accès ${kept > 1 ? 'gardés' : 'gardé'}`,
    ...some(withdrawn, 'retiré', 'retirés'),
    ...some(flagged, 'signalé', 'signalés'),
    ...some(left, 'départ', 'départs'),
  ].join(', ');
}

/** The yearly review of who has access in a centre (charter C5.7). */
export const REVIEW_ACTS = {
  due: ofStream('centre', { ...REVIEW, name: 'access-review.due', label: 'Revue annuelle des accès demandée au centre' }),
  late: ofStream('centre', { ...REVIEW, name: 'access-review.late', label: 'Revue annuelle des accès en retard, rappelée au centre' }),
  finished: ofStream<ReviewCounts>('centre', {
    ...REVIEW,
    name: 'access-review.finished',
    label: 'Revue annuelle des accès terminée',
    sentence: (counts) => `Revue annuelle des accès terminée\u00a0: ${countsInWords(counts)}`,
  }),
  /** By someone who may not withdraw it. It stands with the authorisation that it opens. */
  designationFlagged: ofStream<{ readonly designationIds: readonly string[] }>('centre', {
    subject: 'Authorisation',
    changesRights: false,
    name: 'designation.flagged',
    label: 'Désignation signalée lors de la revue annuelle des accès',
  }),
} as const;
