import { CONTINUITY_FRENCH } from '#continuity/domain';

interface Named {
  readonly code: string;
}

/** What the server alone says of relays, beside what their rules say. */
export const CONTINUITY_API_FRENCH = {
  ...CONTINUITY_FRENCH,

  'not-linked': () => 'Aucun accès précoce ne prend le relais de cette autorisation.',
  'patients-continued': () => 'Des demandes d’accès précoce sont déjà ouvertes par ce relais\u00a0: il ne se retire plus.',
  'no-later-version': ({ code }: Named) => `Aucune version du protocole de ${code} n’est en vigueur aujourd’hui\u00a0: publiez-la d’abord.`,
  'reuse-misfit': ({ lines }: { readonly lines: number }) =>
    `La table de reprise du PUT-SP ne convient pas à la FAT de l’accès précoce (${lines} ${lines > 1 ? 'lignes' : 'ligne'})\u00a0: publiez-en une version corrigée.`,
  'reuse-line': ({ line, item, to }: { readonly line: number; readonly item: string; readonly to: string }) =>
    `Ligne ${line} de la table de reprise (${item} vers ${to})`,
  'not-followed-here': () => 'Ce patient est suivi par un autre centre\u00a0: c’est à lui d’ouvrir la demande.',
  'prescriber-left': () => 'Le prescripteur de ce patient n’exerce plus dans le centre\u00a0: la demande s’ouvre depuis le dossier.',
  'cohort-running': () => 'L’ouverture des demandes est déjà en cours.',
  'nobody-to-continue': () => 'Aucun patient encore suivi n’attend de demande d’accès précoce.',
  'cohort-line-not-done': () => 'Une erreur est survenue\u00a0: la demande s’ouvre depuis le dossier.',
};
