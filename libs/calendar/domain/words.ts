import { counted } from '#kernel/domain';

/** How forms that wait are called, on every screen and in every file. */
export const DUE_WORDS = {
  late: 'Fiches en retard',
  begun: 'Fiches en cours de saisie',
  soon: 'Fiches à saisir dans les 30 jours',
} as const;

/** How many forms are late, as a sentence of the day. */
export function lateInWords(count: number): string {
  return counted(count, 'fiche est en retard', 'fiches sont en retard');
}

/** What there is to do with a form that is due: to begin it, or to end it. */
export function toTypeInWords(form: string, isBegun: boolean): string {
  return `${isBegun ? 'Terminer' : 'Saisir'}\u00a0: ${form}`;
}
