import { PATIENTS_FRENCH } from '#patients/domain';

/** What the server alone says of requests, beside what their rules say. */
export const PATIENTS_API_FRENCH = {
  ...PATIENTS_FRENCH,

  'mistyped-number': () => 'Ce numéro d’inscription comporte une erreur de saisie\u00a0: vérifiez ses six chiffres.',
  'no-number-left': () => 'Tous les numéros de cette autorisation sont déjà donnés. Prévenez l’opérateur.',
  'why-not-granted': () => 'Indiquez le motif\u00a0: l’équipe du centre le lira.',
  'no-version-in-force': () => 'Aucune version du protocole de cette autorisation n’est en vigueur aujourd’hui.',
  'ansm-number-taken': () =>
    'Ce numéro d’AAC est déjà celui d’un autre dossier. Vérifiez-le sur la décision de l’ANSM\u00a0; si c’est le bon, la PUI ou l’opérateur retrouve ce dossier.',
  'ansm-number-missing': () => 'Cette autorisation est nominative\u00a0: indiquez le numéro d’AAC que l’ANSM a donné pour ce patient.',
  'no-ansm-number-here': () => 'Cette autorisation n’est pas nominative\u00a0: elle n’a pas de numéro d’AAC par patient.',
  'cancelled-bears-no-number': () => 'Cette inclusion est annulée\u00a0: elle ne porte plus de numéro d’AAC.',
  'needs-fat': () =>
    'Le protocole de cette autorisation n’a pas de FAT, que l’accès précoce demande. Voyez le gestionnaire de l’autorisation.',
  'not-in-force': () => 'Cette autorisation n’est pas en vigueur\u00a0: elle ne reçoit pas de nouvelle demande.',
  'waived-from-put': () =>
    'Cette autorisation est dispensée de PUT et de suivi\u00a0: il n’y a ni demande ni fiche à remplir. Le médicament se prescrit sans elles.',
  'in-own-name': () => 'Un prescripteur fait la demande en son nom.',
  'name-prescriber': () => 'Choisissez le prescripteur qui signera la demande.',
  'no-prescriber-here': () => 'Cette personne n’est pas prescripteur de votre centre. Choisissez dans la liste.',
};
