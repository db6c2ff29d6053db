import { ROLE_WORDS } from './words.js';

/** How French says what a line of the access log tells. */
export const ACTION_OF_LOOK = {
  read: 'consultation',
  listed: 'liste',
  printed: 'impression',
  exported: 'export',
  asked: 'demande refusée',
} as const;

export const OUTCOME_WORDS = {
  given: 'autorisé',
  forbidden: 'refusé par une règle',
  absent: 'refusé\u00a0: absent, ou hors de ses droits',
} as const;

export const DEVICE_WORDS = { computer: 'ordinateur', tablet: 'tablette', phone: 'téléphone', other: 'autre' } as const;

const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ['enrolment', 'dossier'],
  ['form', 'fiche'],
  ['form-gaps', 'ce qui manque à une fiche'],
  ['questionnaire', 'questionnaire confié au patient'],
  ['signing-intents', 'signature d’une fiche'],
  ['history', 'historique de fiche'],
  ['schedule', 'calendrier'],
  ['channels', 'voies de déclaration'],
  ['journal', 'journal du dossier'],
  ['query', 'query'],
  ['query-filters', 'filtre de queries'],
  ['review', 'relecture'],
  ['review-forms', 'fiches à relire'],
  ['review-values', 'valeurs à relire'],
  ['case', 'déclaration'],
  ['declaration', 'contenu d’une déclaration'],
  ['declarations', 'contenu d’une déclaration'],
  ['pv', 'pharmacovigilance'],
  ['dashboard', 'tableau de bord'],
  ['authorisation', 'autorisation'],
  ['authorisations', 'autorisation'],
  ['protocol', 'protocole'],
  ['protocols', 'protocole'],
  ['protocol-versions', 'version de protocole'],
  ['protocol-differences', 'différences entre versions d’un protocole'],
  ['protocol-passages', 'passage de fiches à une autre version'],
  // As looks were logged when a passage was called so: old ones are told still.
  ['protocol-migrations', 'passage de fiches à une autre version'],
  ['migration-preview', 'aperçu du passage à une autre version'],
  ['designation', 'désignation'],
  ['designations', 'désignation'],
  ['notification', 'envoi'],
  ['notifications', 'envoi'],
  ['staff', 'compte'],
  ['colleagues', 'collègues'],
  ['home', 'accueil'],
  ['live', 'changements en direct'],
  ['me', 'réglages personnels'],
  ['session', 'session'],
  ['my-sessions', 'sessions ouvertes'],
  ['access-rules', 'règles d’accès'],
  ['my-access-log', 'journal de ses accès'],
  ['access-log', 'journal des accès'],
  ['factor-holders', 'personnes qui ont un second facteur'],
  ['factor-resets', 'réinitialisation de seconds facteurs'],
  ['factors', 'second facteur'],
  ['second-factor', 'second facteur'],
  ['bulk-act', 'acte sur plusieurs lignes'],
  ['bulk-acts', 'acte sur plusieurs lignes'],
]);

/** What a line is about; the code itself where French has no word for it yet. */
export function subjectOfLook(type: string): string {
  return SUBJECTS.get(type) ?? type;
}

/** The role in which someone looked; that of a session without a profile has none. */
export function roleOfLook(role: string): string {
  return new Map<string, string>(Object.entries(ROLE_WORDS)).get(role) ?? '';
}
