import { PATIENTS_FRENCH } from '#patients/domain';

/** What the server alone says of requests, beside what their rules say. */
export const PATIENTS_API_FRENCH = {
  ...PATIENTS_FRENCH,

  'mistyped-number': () => 'Ce numéro d’inscription comporte une erreur de saisie\u00a0: vérifiez ses six chiffres.',
  'no-number-left': () => 'Tous les numéros de cette autorisation sont déjà donnés. Prévenez l’opérateur.',
  'why-not-granted': () => 'Indiquez le motif\u00a0: l’équipe du centre le lira.',
  'no-version-in-force': () => 'Aucune version du protocole de cette autorisation n’est en vigueur aujourd’hui.',
  'in-own-name': () => 'Un prescripteur fait la demande en son nom.',
  'name-prescriber': () => 'Choisissez le prescripteur qui signera la demande.',
  'no-prescriber-here': () => 'Cette personne n’est pas prescripteur de votre centre. Choisissez dans la liste.',
};
