import { capitalised, own } from '#kernel/domain';
import type { EnrolmentView, FormView } from '#api-client';
import { conductOf, REVIEW_WORDS, type ReviewState } from '#forms/domain';
import { dayInWords, timeInWords, type IconName, type Tone } from '#kernel/web';
import { asksOpinion } from '#patients/domain';
import { isOver } from '#patients/web';
import type { SavingStatus } from './saving/saving.js';

export interface StatusShown {
  readonly icon: IconName;
  readonly tone: Tone;
  readonly text: string;
}

/** What stands around the saving: the page is covered because the session is over; one only reads; answers wait for the person. */
export interface Around {
  readonly isLocked: boolean;
  readonly isReadOnly: boolean;
  readonly held: number;
  /** What waits is on this device, and outlives the page. */
  readonly isKept: boolean;
}

/** What the bar at the bottom says of the saving. */
export function savingInWords(status: SavingStatus, { isLocked, isReadOnly, held, isKept }: Around): StatusShown {
  if (isReadOnly && status.kind === 'nothing-yet') return { icon: 'eye', tone: 'grey', text: $localize`Lecture seule` };
  switch (status.kind) {
    case 'blocked':
      return { icon: 'lock', tone: 'red', text: blockedInWords(status.message, status.waiting) };
    case 'signed-out':
      return { icon: 'lock', tone: 'amber', text: $localize`Session terminée\u00a0: ${waitingInWords(status.waiting, isKept)}` };
    case 'offline':
      return { icon: 'offline', tone: 'amber', text: $localize`Hors connexion\u00a0: ${waitingInWords(status.waiting, isKept)}` };
    case 'saving':
      return isLocked
        ? { icon: 'lock', tone: 'amber', text: $localize`Session verrouillée\u00a0: ce que vous avez saisi vous attend` }
        : { icon: 'clock', tone: 'grey', text: $localize`Enregistrement…` };
    case 'saved':
      // Never green beside answers that are not saved.
      if (held > 0) return { icon: 'info', tone: 'grey', text: $localize`Le reste est enregistré à ${timeInWords(status.at)}` };
      return { icon: 'done', tone: 'green', text: $localize`Enregistré à ${timeInWords(status.at)}` };
    case 'nothing-yet':
      return { icon: 'done', tone: 'grey', text: $localize`Enregistrement automatique` };
  }
}

function waitingInWords(count: number, isKept: boolean): string {
  if (count === 1) return isKept ? $localize`1 réponse en attente, gardée sur ce poste` : $localize`1 réponse en attente`;
  return isKept ? $localize`${count} réponses en attente, gardées sur ce poste` : $localize`${count} réponses en attente`;
}

function blockedInWords(message: string, waiting: number): string {
  return [
    message || $localize`L’enregistrement est refusé.`,
    waiting === 0
      ? ''
      : waiting === 1
        ? $localize`1 réponse n’est pas enregistrée.`
        : $localize`${waiting} réponses ne sont pas enregistrées.`,
  ]
    .filter(Boolean)
    .join(' ');
}

export function missingInWords(missing: number): string {
  if (missing === 0) return $localize`Rien ne manque`;
  return missing === 1 ? $localize`1 manquant` : $localize`${missing} manquants`;
}

/** What no longer applies: kept, not counted. Empty when there is nothing. */
export function leftInWords(count: number): string {
  if (count === 0) return '';
  return count === 1 ? $localize`1 réponse ne s’applique plus` : $localize`${count} réponses ne s’appliquent plus`;
}

/**
 * Why nothing can be typed here; undefined when it can.
 * @param centreId of who reads
 */
export function readOnlyInWords(form: FormView, enrolment: EnrolmentView, centreId?: string): string | undefined {
  // Of a lock its own notice says more, save where the answers would not change without it either.
  if (form.abilities.includes('write')) return undefined;
  if (hasLeft(enrolment, centreId))
    return $localize`Lecture seule\u00a0: votre centre ne suit plus ce patient. Vous lisez ici ce que votre centre a saisi, et rien d’autre.`;
  const conduct = conductOf(form.kind);
  if (form.lock && conduct.whyNot('write', { state: form.state, request: enrolment.state, ground: enrolment.ground }) === undefined)
    return undefined;
  if (!conduct.movesRequest) return $localize`Lecture seule\u00a0: votre rôle permet de lire cette fiche, pas de la remplir.`;
  if (enrolment.state === 'granted' && !asksOpinion(enrolment.ground))
    return $localize`Lecture seule\u00a0: le patient est inclus, la fiche ne change plus.`;
  switch (enrolment.state) {
    case 'sent':
      return $localize`Lecture seule\u00a0: la demande est chez l’exploitant, qui doit rendre son avis.`;
    case 'granted':
      return $localize`Lecture seule\u00a0: l’accès est accordé, la demande ne change plus.`;
    case 'refused':
      return $localize`Lecture seule\u00a0: l’avis est défavorable. Une nouvelle demande peut être faite.`;
    case 'cancelled':
      return asksOpinion(enrolment.ground)
        ? $localize`Lecture seule\u00a0: la demande est annulée.`
        : $localize`Lecture seule\u00a0: l’inclusion est annulée.`;
    default:
      return form.state === 'complete' && form.abilities.includes('reopen')
        ? $localize`Lecture seule\u00a0: la saisie est terminée. Rouvrez la fiche pour la modifier.`
        : $localize`Lecture seule\u00a0: votre rôle permet de lire cette fiche, pas de la remplir.`;
  }
}

/** Whether the patient was followed in that centre, and is no more. */
export function hasLeft(file: Pick<EnrolmentView, 'centreId' | 'stays'> | undefined, of: string | undefined): boolean {
  return file !== undefined && of !== undefined && of !== file.centreId && file.stays.some(({ centreId }) => centreId === of);
}

/** The day foreseen for the visit and its window; empty where there is none. */
export function visitInWords({ target, from, until }: Pick<FormView, 'target' | 'from' | 'until'>): string {
  if (!target) return '';
  if (!from || !until || from === until) return $localize`Visite prévue le ${dayInWords(target)}.`;
  return $localize`Visite prévue le ${dayInWords(target)}, entre le ${dayInWords(from)} et le ${dayInWords(until)}.`;
}

/** What happens once this person has signed; undefined once it has happened: the page then says how the request stands. */
export function afterSigning(form: FormView, enrolment: EnrolmentView): string | undefined {
  if (!conductOf(form.kind).movesRequest) return $localize`Votre signature est enregistrée.`;
  if (!asksOpinion(enrolment.ground)) return afterSigningInclusion(enrolment);
  if (isAnswered(enrolment)) return undefined;
  const standing = form.signatures.filter(({ voidedAt }) => !voidedAt).map(({ role }) => role);
  if (standing.includes('prescriber') && standing.includes('pharmacist'))
    return $localize`Votre signature est enregistrée et la demande est envoyée à ${enrolment.holderName}. Vous serez prévenu par e-mail de son avis.`;
  return standing.includes('prescriber')
    ? $localize`Votre signature est enregistrée. Le pharmacien de la PUI est prévenu\u00a0: sa signature enverra la demande.`
    : $localize`Votre signature est enregistrée. Le prescripteur est prévenu\u00a0: sa signature enverra la demande.`;
}

/** Nobody is asked for an opinion: the last signature has included the patient (charter R7). */
function afterSigningInclusion({ state, registrationNumber, awaits }: EnrolmentView): string | undefined {
  if (state === 'granted') return $localize`Le patient est inclus. Numéro d’enregistrement\u00a0: ${registrationNumber ?? ''}`;
  if (isOver(state)) return undefined;
  return awaits.includes('pharmacist')
    ? $localize`Votre signature est enregistrée. Le pharmacien de la PUI est prévenu\u00a0: sa signature inclura le patient.`
    : $localize`Votre signature est enregistrée. Le prescripteur est prévenu\u00a0: sa signature inclura le patient.`;
}

const SIGNING_PROBLEMS: Readonly<Record<string, string>> = {
  'not-signed-in': $localize`Le fournisseur d’identité n’a pas confirmé votre identité.`,
  'provider-failed': $localize`Le fournisseur d’identité n’a pas répondu comme attendu.`,
  'not-allowed': $localize`Votre rôle ne permet pas cette signature.`,
  'stale-state': $localize`La fiche a changé pendant que vous signiez\u00a0: relisez-la avant de signer.`,
  gaps: $localize`La fiche ne peut pas encore être signée\u00a0: il y manque des réponses.`,
  conflict: $localize`L’état de la fiche ne permet plus cette signature.`,
  cancelled: $localize`Vous avez interrompu l’authentification.`,
  'other-person': $localize`C’est une autre personne qui s’est authentifiée\u00a0: recommencez avec votre propre compte.`,
  'not-fresh': $localize`Le fournisseur d’identité ne vous a pas authentifié de nouveau\u00a0: recommencez.`,
};

/** Whether the holder has said something, or nobody waits for it any more: what was to come of a signature is past. */
function isAnswered({ state }: Pick<EnrolmentView, 'state'>): boolean {
  return state === 'more-asked' || isOver(state);
}

/** Whether a signature of that person stands. */
export function hasSigned({ signatures }: Pick<FormView, 'signatures'>, personId: string | undefined): boolean {
  return signatures.some(({ voidedAt, person }) => !voidedAt && person.id === personId);
}

/** The way back from the provider said why one’s signature was not made: nothing to be told once it is made, or once the request is over. */
export function troubleOf(
  code: string | undefined,
  isSigned: boolean,
  { kind }: Pick<FormView, 'kind'>,
  enrolment: Pick<EnrolmentView, 'state'>,
): string | undefined {
  if (!code) return undefined;
  const isPast = isSigned || (conductOf(kind).movesRequest && isOver(enrolment.state));
  return isPast && code !== 'used-answer' ? undefined : signingProblem(code);
}

/** Why a signature was not made, when the browser comes back from the provider with a code. */
function signingProblem(code: string): string {
  if (code === 'used-answer')
    return $localize`Cette authentification avait déjà servi\u00a0: rien n’a été signé une seconde fois. Les signatures enregistrées sont celles que la fiche montre.`;
  return $localize`La signature n’a pas été faite. ${own(SIGNING_PROBLEMS, code) ?? $localize`Vous pouvez recommencer.`} Rien de ce qui était saisi n’est perdu.`;
}

const RELIABILITY: Readonly<Record<string, string>> = {
  V: $localize`Protocole de démonstration\u00a0: ce champ est confirmé par une source publique.`,
  S: $localize`Protocole de démonstration\u00a0: ce champ suit le guide du ministère.`,
  G: $localize`Protocole de démonstration\u00a0: ce champ vient de l’usage général et reste à vérifier dans le PUT.`,
  D: $localize`Protocole de démonstration\u00a0: ce champ a été ajouté par les concepteurs.`,
};

/** How far a field of a demonstration protocol is known to be what the PUT says, without its code; empty when it is not told. */
export function reliabilityInWords(flag: string): string {
  return own(RELIABILITY, flag.charAt(0)) ?? '';
}

/** What the page says once values were carried into a section. */
export function carriedInWords(count: number): string {
  if (count === 0) return $localize`Rien à reprendre dans cette rubrique.`;
  return count === 1
    ? $localize`1 valeur reprise\u00a0: elle reste à confirmer.`
    : $localize`${count} valeurs reprises\u00a0: elles restent à confirmer, une à une.`;
}

/** What is said when a change voids signatures. */
export function voidedInWords(count: number): string {
  return count === 1
    ? $localize`Ce changement annule une signature\u00a0: son auteur en est informé et devra signer de nouveau.`
    : $localize`Ce changement annule ${count} signatures\u00a0: leurs auteurs en sont informés et devront signer de nouveau.`;
}

/** What is offered of each mark of a review. */
export const REVIEW_ACTS = {
  read: { not: $localize`Pas encore relue`, act: $localize`Marquer relue` },
  verified: { not: $localize`Pas encore vérifiée`, act: $localize`Marquer vérifiée` },
} as const;

/** A mark, or that it is stale, where it stands alone. */
export function reviewTitle(state: ReviewState): string {
  return capitalised(REVIEW_WORDS[state]);
}
