import { capitalised, frenchLongDate, type CalendarDate } from '#kernel/domain';
import type { Kind } from './kind.js';
import type { Authority, DecisionKind } from './life/decision.js';
import { AUTHORITY_WORDS, DECISION_WORDS, KIND_WORDS } from './words.js';

interface OnDay {
  readonly day: CalendarDate;
}

const label = (kind: DecisionKind): string => capitalised(DECISION_WORDS[kind].label);

/** Why a decision cannot stand among those of its authorisation. */
export const AUTHORISATIONS_FRENCH = {
  'before-grant': () => 'Cette décision prendrait effet avant l’octroi de l’autorisation\u00a0: corrigez sa date d’effet.',
  'granted-already': () =>
    'Cette autorisation a déjà été octroyée\u00a0: prolongez-la par un renouvellement, ou enregistrez une autre autorisation.',
  'wrong-authority': ({ kind, authority, access, expected }: WrongAuthority) =>
    `${label(kind)}\u00a0: la décision ne peut pas être de l’autorité «\u00a0${AUTHORITY_WORDS[authority]}\u00a0» pour une autorisation «\u00a0${KIND_WORDS[access]}\u00a0». Elle est de\u00a0: ${expected.map((each) => AUTHORITY_WORDS[each]).join(', ')}.`,
  'not-of-this-kind': ({ kind, access }: { readonly kind: DecisionKind; readonly access: Kind }) =>
    `${label(kind)}\u00a0: cela n’existe pas pour une autorisation «\u00a0${KIND_WORDS[access]}\u00a0». Choisissez une autre décision.`,
  'period-too-long': ({ access, months, last }: { readonly access: Kind; readonly months: number; readonly last: CalendarDate }) =>
    `${capitalised(KIND_WORDS[access])}\u00a0: ${months / 12} an${months > 12 ? 's' : ''} au plus. Le terme est au plus tard le ${frenchLongDate(last)}.`,
  'ends-before-it-begins': ({ day }: OnDay) => `Le dernier jour ne peut pas précéder la date d’effet, le ${frenchLongDate(day)}.`,
  'periods-overlap': ({ term, first }: { readonly term: CalendarDate; readonly first: CalendarDate }) =>
    `Deux périodes se chevaucheraient\u00a0: la période en cours va jusqu’au ${frenchLongDate(term)}. Le renouvellement prend effet le ${frenchLongDate(first)}.`,
  'renewal-after-end': ({ end }: { readonly end: CalendarDate }) =>
    `Cette autorisation est terminée depuis le ${frenchLongDate(end)}\u00a0: ce qui est terminé ne se renouvelle pas. Si le renouvellement a pris effet ce jour-là, dites-le\u00a0; sinon, c’est une autre autorisation.`,
  'ended-already': ({ day }: OnDay) =>
    `Cette autorisation est terminée depuis le ${frenchLongDate(day)}\u00a0: plus rien ne peut la changer.`,
  'suspended-already': ({ day }: OnDay) =>
    `Cette autorisation est déjà suspendue depuis le ${frenchLongDate(day)}\u00a0: levez d’abord cette suspension.`,
  'suspension-too-long': ({ last }: { readonly last: CalendarDate }) =>
    `Une AAP est suspendue trois mois au plus\u00a0: la suspension finit au plus tard le ${frenchLongDate(last)}. Indiquez son dernier jour.`,
  'nothing-to-lift': ({ day }: OnDay) => `Cette autorisation n’est pas suspendue le ${frenchLongDate(day)}\u00a0: il n’y a rien à lever.`,
  'waived-already': ({ day }: OnDay) => `Cette autorisation est déjà dispensée de PUT et de suivi, depuis le ${frenchLongDate(day)}.`,
  'not-waived': ({ day }: OnDay) =>
    `Cette autorisation n’est pas dispensée de PUT et de suivi le ${frenchLongDate(day)}\u00a0: il n’y a rien à rétablir.`,
  'amm-too-late': ({ last }: { readonly last: CalendarDate }) =>
    `La demande d’AMM est faite deux ans au plus après l’octroi\u00a0: au plus tard le ${frenchLongDate(last)}.`,
  'no-amm-yet': ({ kind }: { readonly kind: DecisionKind }) => `${label(kind)}\u00a0: cela suppose l’AMM. Enregistrez d’abord l’AMM.`,
  'happened-already': ({ kind, day }: { readonly kind: DecisionKind; readonly day: CalendarDate }) =>
    `${label(kind)}\u00a0: déjà enregistré, le ${frenchLongDate(day)}. Annulez cette décision si elle est fausse.`,
  'uncovered-already': ({ day }: OnDay) => `La prise en charge au titre de cet accès a déjà pris fin, le ${frenchLongDate(day)}.`,
  'temporary-not-at-end': ({ end }: { readonly end: CalendarDate }) =>
    `La prise en charge temporaire suit l’accès précoce sans jour d’écart, et ne suit ni un retrait ni une inscription. Il a pris fin le ${frenchLongDate(end)}.`,
  'no-temporary-coverage': ({ day }: OnDay) => `Aucune prise en charge temporaire n’est en cours le ${frenchLongDate(day)}.`,
};

interface WrongAuthority {
  readonly kind: DecisionKind;
  readonly authority: Authority;
  readonly access: Kind;
  readonly expected: readonly Authority[];
}

interface Text {
  readonly text: string;
}

/** What is wrong of what an authorisation is opened with. */
export const OPENING_FRENCH = {
  'no-ucd': ({ text }: Text) =>
    `«\u00a0${text}\u00a0» n’est pas un code UCD\u00a0: 13 chiffres qui commencent par 34008, par exemple 3400894061175.`,
  'wrong-ucd-key': ({ text }: Text) =>
    `Le dernier chiffre de ${text} ne correspond pas aux autres\u00a0: le code UCD est mal recopié. Vérifiez-le sur la décision.`,
  'ucd-twice': ({ text }: Text) => `Le code UCD ${text} est indiqué deux fois. Gardez-le une fois.`,
};
