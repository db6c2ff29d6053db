import { frenchDate, frenchLongDate, isBlank, type LookWords } from '#kernel/domain';
import { asksOpinion, type Ground } from './ground.js';
import type { Awaited, RequestState } from './request-state.js';
import { readSearch, type PatientSearch } from './search.js';

interface StateInWords {
  readonly label: string;
  readonly meaning: string;
}

/** Where a request stands. The decision of the holder is an « avis »: nothing else is said of a request that was refused. */
export const REQUEST_WORDS: Readonly<Record<RequestState, StateInWords>> = {
  draft: { label: 'brouillon', meaning: 'La demande est en cours de saisie.' },
  completed: { label: 'à signer', meaning: 'La fiche est remplie et attend ses deux signatures.' },
  'half-signed': { label: 'signée une fois', meaning: 'Une signature est faite, l’autre est attendue.' },
  sent: { label: 'chez l’exploitant', meaning: 'La demande est envoyée et attend l’avis de l’exploitant.' },
  'more-asked': { label: 'complément demandé', meaning: 'L’exploitant demande un complément avant de donner son avis.' },
  granted: { label: 'accès accordé', meaning: 'L’avis est favorable et le patient a son numéro.' },
  refused: { label: 'avis défavorable', meaning: 'L’exploitant a rendu un avis défavorable.' },
  cancelled: { label: 'annulée', meaning: 'La demande a été annulée.' },
};

/** The same where no opinion is asked for (charter R7): nobody decides, the enrolment opens with its signatures. */
const INCLUSION_WORDS: Partial<Record<RequestState, StateInWords>> = {
  draft: { label: 'brouillon', meaning: 'L’inclusion est en cours de saisie.' },
  completed: { label: 'à signer', meaning: 'La fiche est remplie et attend d’être signée.' },
  granted: { label: 'inclus', meaning: 'Le patient est inclus et a son numéro.' },
  cancelled: { label: 'annulée', meaning: 'L’inclusion a été annulée.' },
};

/** An enrolment on its way: what its state means depends on what it opens. */
export interface OnItsWay {
  readonly state: RequestState;
  readonly ground: Ground;
}

/** Where an enrolment stands, in the words of what it opens. */
export function stateInWords({ state, ground }: OnItsWay): StateInWords {
  return (asksOpinion(ground) ? undefined : INCLUSION_WORDS[state]) ?? REQUEST_WORDS[state];
}

/** What is waited for, and from whom. */
export const AWAITED_WORDS: Readonly<Record<Awaited, string>> = {
  entry: 'la saisie',
  prescriber: 'la signature du prescripteur',
  pharmacist: 'la signature du pharmacien',
  holder: 'l’avis de l’exploitant',
};

/** `attend la signature du pharmacien`, or nothing. */
export function awaitsInWords(awaits: readonly Awaited[]): string {
  if (awaits.includes('prescriber') && awaits.includes('pharmacist')) return 'attend les deux signatures';
  return awaits.length > 0 ? `attend ${awaits.map((who) => AWAITED_WORDS[who]).join(' et ')}` : '';
}

/** `La demande a été annulée : ses réponses ne se modifient plus.`: where a request stands, and what follows from it. */
export function requestHence(at: OnItsWay, hence: string): string {
  return `${stateInWords(at).meaning.slice(0, -1)}\u00a0: ${hence}`;
}

/** What was understood, so that anyone who finds nothing knows what was looked for. */
export function searchInWords(search: PatientSearch): string {
  switch (search.by) {
    case 'number':
      return `Numéro ${search.number}`;
    case 'digits':
      return `Numéro finissant par ${search.digits}`;
    case 'beginning':
      return search.code
        ? `Numéro commençant par ${search.code}…-${search.digits}`
        : `Numéro dont les chiffres commencent par ${search.digits}`;
    case 'birth':
      return search.day ? `Né le ${frenchDate(search.day)}` : `Né en ${frenchLongDate(search.month)}`;
    case 'letters':
      return `Nom commençant par ${search.family}${search.given && `, prénom par ${search.given}`}`;
  }
}

/** What is said of what was typed in a box of search: what was understood, or what can be; empty for an empty box. */
export function whatWasUnderstood(typed: string): string {
  if (isBlank(typed)) return '';
  const search = readSearch(typed);
  return search
    ? searchInWords(search)
    : 'Recherche non comprise\u00a0: écrivez un numéro, des lettres (DUP JE) ou une naissance (29/02/1980, mars 1961).';
}

/** What stands for the value of a row, which is only there or not. */
export function rowInWords(rowLabel: string): string {
  return `une ligne (${rowLabel})`;
}

export const REQUEST_LOOKS: LookWords = {
  enrolment: 'dossier',
  journal: 'journal du dossier',
};
