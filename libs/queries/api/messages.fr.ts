import { FORMS_FRENCH } from '#forms/domain';
import { KERNEL_API_FRENCH } from '#kernel/api';
import { counted, frenchDate, type CalendarDate } from '#kernel/domain';
import { QUERIES_FRENCH } from '#queries/domain';

interface Count {
  readonly count: number;
}

/** What the server alone says of queries, beside what it says of any request, and what the rules say of queries and of forms. */
export const QUERIES_API_FRENCH = {
  ...KERNEL_API_FRENCH,
  ...FORMS_FRENCH,
  ...QUERIES_FRENCH,

  'field-of-no-form': () => 'Dites de quelle fiche est ce champ.',
  'form-of-another-file': () => 'Cette fiche n’est pas de ce dossier.',
  'no-such-question': ({ code }: { readonly code: string }) =>
    `Le champ «\u00a0${code}\u00a0» n’existe pas dans cette fiche\u00a0: choisissez une question du protocole.`,
  'no-follower': () => 'Cette personne n’est pas data manager de cette autorisation\u00a0: choisissez-en une de la liste.',
  'why-unanswered': () => 'Cette query n’a pas de réponse\u00a0: dites pourquoi la clore ainsi.',
  'form-is-asked-about': () => 'Une query porte sur cette fiche\u00a0: elle reste, avec ses échanges. Répondez-y.',

  'choose-a-line': () => 'Choisissez au moins une ligne.',
  'ask-in-words': ({ least }: { readonly least: number }) => `Écrivez votre question, en ${least} caractères au moins.`,
  'why-reopened': () => 'Dites pourquoi les rouvrir.',
  'why-locked': ({ least }: { readonly least: number }) =>
    `Indiquez le motif, en ${least} caractères au moins\u00a0: chaque centre le lira.`,
  'who-follows': () => 'Choisissez qui les suit, ou personne.',
  'until-when': () => 'Indiquez un jour, ou aucun.',
  'line-not-done': () => 'Cette ligne n’a pas abouti\u00a0: reprenez, elle ne sera pas faite deux fois.',
  'asker-is-gone': () => 'Le compte ou le profil qui a demandé cet acte n’est plus ouvert.',

  'filters-at-most': ({ most }: { readonly most: number }) => `Vous gardez déjà ${most} filtres\u00a0: supprimez-en un d’abord.`,
  'filter-exists': ({ name }: { readonly name: string }) =>
    `Vous avez déjà un filtre «\u00a0${name}\u00a0»\u00a0: donnez un autre nom à celui-ci.`,

  // Of the day, to whom they wait for.
  'waiting-queries': ({ count }: Count) => counted(count, 'query attend une réponse', 'queries attendent une réponse'),
  'reminded-queries': ({ count }: Count) =>
    counted(count, 'd’entre elles vient d’être relancée', 'd’entre elles viennent d’être relancées'),
  'answers-to-read': ({ count }: Count) => counted(count, 'réponse de l’opérateur est à lire', 'réponses de l’opérateur sont à lire'),

  // What is kept of a query that nobody wrote.
  'answer-changed': () => 'La réponse a changé depuis.',
  'version-changed': () => 'La fiche est passée à une autre version du protocole.',
  'entrusted-to': ({ name }: { readonly name: string }) => `Confiée à ${name}.`,
  'entrusted-to-nobody': () => 'N’est plus confiée à personne.',
  'due-on': ({ day }: { readonly day: CalendarDate }) => `Échéance\u00a0: ${frenchDate(day)}.`,
  'due-never': () => 'Sans échéance.',
};
