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
  ['history', 'historique de fiche'],
  ['schedule', 'calendrier'],
  ['channels', 'voies de déclaration'],
  ['journal', 'journal du dossier'],
  ['query', 'query'],
  ['case', 'déclaration'],
  ['dashboard', 'tableau de bord'],
  ['authorisation', 'autorisation'],
  ['designation', 'désignation'],
  ['notification', 'envoi'],
  ['staff', 'compte'],
  ['access-log', 'journal des accès'],
  ['factor-holders', 'personnes qui ont un second facteur'],
  ['factor-resets', 'réinitialisation de seconds facteurs'],
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
