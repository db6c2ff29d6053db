import { asksOpinion, PATIENTS_FRENCH, requestHence, stateInWords, type OnItsWay } from '#patients/domain';
import { PROTOCOLS_FRENCH } from '#protocols/domain';
import type { Origin } from './carried/carried.js';
import { originInWords } from './words.js';

interface Labelled {
  readonly label: string;
}

/** What forms say, beside what the rules of their protocols do: why an answer, an act or a passage is refused. */
export const FORMS_FRENCH = {
  ...PROTOCOLS_FRENCH,
  ...PATIENTS_FRENCH,

  'carried-value': ({ origin }: { readonly origin: Origin }) =>
    `Valeur reprise (${originInWords(origin)})\u00a0: confirmez-la, corrigez-la ou écartez-la.`,

  carried: ({ origin }: { readonly origin: Origin }) => `Valeur reprise, à confirmer\u00a0: ${originInWords(origin)}`,
  'carried-settled': ({ origin, isSame }: { readonly origin: Origin; readonly isSame: boolean }) =>
    `Valeur reprise ${isSame ? 'confirmée' : 'corrigée'}\u00a0: ${originInWords(origin)}`,
  'carried-put-aside': ({ origin }: { readonly origin: Origin }) => `Valeur reprise écartée\u00a0: ${originInWords(origin)}`,
  'carried-nowhere': ({ version }: { readonly version: number }) => `Valeur reprise écartée\u00a0: la version ${version} n’a pas ce champ.`,

  'no-such-field': ({ item, form }: { readonly item: string; readonly form: string }) =>
    `Le champ «\u00a0${item}\u00a0» n’existe pas dans «\u00a0${form}\u00a0»\u00a0: le protocole ne le prévoit pas.`,
  'entered-elsewhere': () =>
    'Un autre centre a saisi cette réponse\u00a0: elle ne peut être ni remplacée ni retirée ici. Si elle vous paraît inexacte, posez une query.',
  'answer-sent-twice': () => 'Cette réponse est envoyée deux fois dans la même demande.',
  'reason-once-ended': () => 'La fiche est terminée\u00a0: indiquez pourquoi cette réponse est ajoutée, remplacée ou retirée.',
  'reason-once-reopened': () => 'La fiche a déjà été terminée avec cette réponse\u00a0: indiquez pourquoi elle est remplacée ou retirée.',
  'statement-beside-rows': ({ label }: Labelled) =>
    `«\u00a0${label}\u00a0» a des lignes\u00a0: retirez-les avant de dire qu’il n’y en a aucune.`,
  'row-not-added': ({ row }: { readonly row: string }) => `Ajoutez d’abord la ligne (${row}) de cette réponse.`,
  'row-is-true': () => 'Une ligne s’ajoute par la valeur «\u00a0true\u00a0».',
  'rows-at-most': ({ label, most }: Labelled & { readonly most: number }) => `«\u00a0${label}\u00a0» a ${most} lignes au plus.`,

  'entry-stands': ({ state }: { readonly state: 'in-progress' | 'complete' }) => `Saisie ${state === 'complete' ? 'terminée' : 'en cours'}`,
  'request-stands': (at: OnItsWay) => `${asksOpinion(at.ground) ? 'Demande' : 'Inclusion'}\u00a0: ${stateInWords(at).label}`,

  'request-settled': (at: OnItsWay) => requestHence(at, 'ses réponses ne se modifient plus.'),
  'already-ended': () => 'La saisie de cette fiche est déjà terminée.',
  'already-open': () => 'Cette fiche est déjà ouverte à la saisie.',
  'to-be-ended-first': () => 'La saisie de cette fiche n’est pas terminée\u00a0: terminez-la, puis signez.',

  'request-is-not-withdrawn': () =>
    'La fiche d’accès est la demande elle-même\u00a0: elle ne se retire pas. Une demande s’annule depuis le dossier.',
  'declaration-has-day-zero': () =>
    'Cette déclaration a été enregistrée\u00a0: son premier enregistrement est le jour 0, elle ne se retire plus. Si elle est sans objet, écrivez-le dans la déclaration.',
  'something-was-typed': () =>
    'Une réponse a été saisie dans cette fiche\u00a0: elle ne se retire plus. Corrigez ses réponses\u202f; l’historique les garde.',
  'was-signed': () => 'Cette fiche a été signée\u00a0: elle ne se retire plus.',
  'entry-ended': () => 'La saisie de cette fiche est terminée\u00a0: rouvrez-la d’abord si elle l’a été par erreur.',
  'was-reviewed': () => 'L’opérateur a relu cette fiche\u00a0: demandez-lui de retirer sa marque de relecture.',

  'mapped-from-nowhere': ({ item, form }: { readonly item: string; readonly form: string }) =>
    `«\u00a0${item}\u00a0» n’est pas un champ saisi de la fiche «\u00a0${form}\u00a0» dans la version quittée.`,
  'mapped-elsewhere': ({ from, to }: { readonly from: string; readonly to: string }) =>
    `«\u00a0${from}\u00a0» ne peut pas devenir «\u00a0${to}\u00a0»\u00a0: ce champ n’existe pas à cette place.`,
  'mapped-twice': ({ to }: { readonly to: string }) =>
    `«\u00a0${to}\u00a0» recevrait les réponses de plusieurs champs. Choisissez-en un autre.`,
};
