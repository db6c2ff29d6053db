import { DECISION_WORDS, STATUS_WORDS, type DecisionKind, type Status } from '#authorisations/domain';
import { capitalised } from '#kernel/domain';

/** What the server says of authorisations. */
export const AUTHORISATIONS_API_FRENCH = {
  'already-so': ({ status }: { readonly status: Status }) => `Cette autorisation est déjà ${STATUS_WORDS[status].label}.`,
  'cannot-become': ({ from, to }: { readonly from: Status; readonly to: Status }) =>
    `Une autorisation ${STATUS_WORDS[from].label} ne peut pas devenir ${STATUS_WORDS[to].label}.`,
  'decided-later': () =>
    'Une décision se date du jour où elle a été prise, pas d’un jour à venir. Sa date d’effet, elle, peut être à venir.',
  'last-day-expected': () => 'Indiquez le dernier jour de la période.',
  'no-last-day': ({ kind }: { readonly kind: DecisionKind }) =>
    `${capitalised(DECISION_WORDS[kind].label)}\u00a0: cette décision n’a pas de dernier jour. Retirez-le.`,
  'no-such-decision': () => 'Cette autorisation n’a pas de telle décision\u00a0: relisez la page.',
  'cancelled-already': () => 'Cette décision est déjà annulée.',
  'grant-is-kept': () => 'L’octroi ne s’annule pas\u00a0: sans lui il n’y a pas d’autorisation. Enregistrez un retrait si elle a pris fin.',
  'holder-without-letters': () => 'Le nom de l’exploitant a au moins deux lettres ou chiffres. Indiquez-le en entier.',
  'holder-known': ({ name }: { readonly name: string }) => `«\u00a0${name}\u00a0» est déjà enregistré\u00a0: choisissez-le dans la liste.`,
  'no-such-holder': () => 'Cet exploitant n’est pas enregistré\u00a0: choisissez-le dans la liste, ou enregistrez-le d’abord.',
  'no-such-group': () => 'Ce groupe n’existe pas\u00a0: choisissez-le dans la liste.',
  'group-of-another': () =>
    'Ce groupe réunit les indications d’un autre exploitant\u00a0: un seul accès ouvrirait les patients de deux entreprises.',
  'group-otherwise': ({ name }: { readonly name: string }) =>
    `Le groupe «\u00a0${name}\u00a0» existe avec un autre accès\u00a0: gardez le sien, ou donnez un autre nom à celui-ci.`,
  'file-unreadable': () => 'Cette ligne n’est pas du YAML\u00a0: regardez les deux-points, les retraits et les guillemets.',
  'file-unknown-part': ({ name }: { readonly name: string }) =>
    `«\u00a0${name}\u00a0» n’est pas une partie de ce fichier\u00a0: holder, group et authorisations le sont.`,
  'file-without-authorisation': () =>
    'Ce fichier n’ouvre aucune autorisation\u00a0: donnez-en au moins une sous «\u00a0authorisations\u00a0».',
  'code-taken': ({ code }: { readonly code: string }) =>
    `Le code ${code} est celui d’une autre autorisation\u00a0: il commence le numéro de ses patients. Choisissez-en un autre.`,
  'term-passed': () => 'Le terme est passé sans renouvellement.',
};
