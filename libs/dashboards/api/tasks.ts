import { inCodeOrder } from '#kernel/domain';
import type { RequestState, Signer } from '#patients/domain';
import type { HomeTask } from './home.messages.js';

/** A request as far as tasks need it: only those that the person may read come here. */
export interface TaskSubject {
  readonly state: RequestState;
  readonly awaits: readonly string[];
  /** Whether it is this person's own: they started it, or are named as its prescriber. */
  readonly mine: boolean;
  readonly namesMe: boolean;
  /** What the policy lets this person do with it. */
  readonly may: { readonly write: boolean; readonly decide: boolean; readonly sign: Readonly<Record<Signer, boolean>> };
  readonly awaitsSince: Date;
  readonly decidedAt: Date | null;
}

export type TaskKind = HomeTask['kind'];

/** French: what to do, as a verb. */
export const TASK_WORDS: Readonly<Record<TaskKind, string>> = {
  'answer-more': 'Compléter la fiche\u00a0: l’exploitant demande un complément',
  'sign-prescriber': 'Signer la fiche en qualité de prescripteur',
  'sign-pharmacist': 'Relire, compléter la partie de la pharmacie et signer',
  decide: 'Donner un avis sur la demande',
  complete: 'Terminer la saisie de la fiche',
  'form-late': 'Saisir une fiche en retard',
  'form-due': 'Saisir une fiche du calendrier',
  'query-to-answer': 'Répondre à une question posée sur une fiche',
  'query-to-settle': 'Lire la réponse à une question, et la clore',
  'case-to-read': 'Prendre connaissance d’une déclaration de pharmacovigilance',
  'case-to-transmit': 'Transmettre une déclaration de pharmacovigilance, et le dire',
  'form-unlock-asked': 'Répondre à un centre qui demande de rouvrir une fiche verrouillée',
  'unconfirmed-mail': 'Vérifier les e-mails dont l’arrivée n’est pas certaine',
  'renew-designation': 'Renouveler la désignation, ou la laisser finir',
  'designation-left': 'Renouveler ou retirer une désignation dont l’auteur a quitté le centre',
  'new-number': 'Lire le numéro d’enregistrement qui vient d’être attribué',
};

/** What holds a patient back comes first. */
const URGENCY: readonly TaskKind[] = [
  'case-to-read',
  'case-to-transmit',
  'answer-more',
  'sign-prescriber',
  'sign-pharmacist',
  'decide',
  'form-unlock-asked',
  'query-to-answer',
  'form-late',
  'complete',
  'query-to-settle',
  'form-due',
  'unconfirmed-mail',
  'designation-left',
  'renew-designation',
  'new-number',
];

/** After every day. */
const NO_DEADLINE = '9999-12-31';
const WEEK = 7 * 24 * 3_600_000;

/** What this request asks of this person now; undefined when it asks nothing of them. */
export function taskOf({ state, awaits, mine, namesMe, may, decidedAt }: TaskSubject, now: Date): TaskKind | undefined {
  switch (state) {
    case 'more-asked':
      return may.write ? 'answer-more' : undefined;
    case 'completed':
    case 'half-signed':
      if (awaits.includes('prescriber') && may.sign.prescriber && namesMe) return 'sign-prescriber';
      return awaits.includes('pharmacist') && may.sign.pharmacist ? 'sign-pharmacist' : undefined;
    case 'sent':
      return may.decide ? 'decide' : undefined;
    case 'draft':
      return may.write && mine ? 'complete' : undefined;
    case 'granted':
      return mine && decidedAt && now.getTime() - decidedAt.getTime() < WEEK ? 'new-number' : undefined;
    default:
      return undefined;
  }
}

type Waiting = Pick<HomeTask, 'kind' | 'since' | 'until'>;

/** Most urgent first; of two alike, the one to be done first, and without a deadline the one that waits longest. */
export function byUrgency(one: Waiting, other: Waiting): number {
  return (
    URGENCY.indexOf(one.kind) - URGENCY.indexOf(other.kind) ||
    inCodeOrder(one.until ?? NO_DEADLINE, other.until ?? NO_DEADLINE) ||
    inCodeOrder(one.since, other.since)
  );
}
