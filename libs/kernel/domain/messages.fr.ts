import { frenchDate, frenchMoment, type CalendarDate } from './calendar-date.js';

/** A date so far from today that nobody meant it. */
interface Far {
  /** `YYYY`, `YYYY-MM`, a day, or a moment of it. */
  readonly date: string;
  readonly years: number;
}

/** What every capability says of days and texts: the same words in every box, on the server as in the browser. */
export const KERNEL_FRENCH = {
  'not-a-day': () => 'Cette date n’est pas comprise. Écrivez JJ/MM/AAAA, par exemple 05/03/2024.',
  'no-such-day': () => 'Cette date n’existe pas. Indiquez jour, mois et année, par exemple 05/03/2024.',
  'too-long-ago': ({ date, years }: Far) =>
    `${frenchMoment(date)} est trop tôt\u00a0: cette date remonte à plus de ${years} ans. Vérifiez l’année.`,
  'too-far-ahead': ({ date, years }: Far) =>
    `${frenchMoment(date)} est trop tard\u00a0: cette date est dans plus de ${years} ans. Vérifiez l’année.`,
  'before-first': ({ first }: { readonly first: CalendarDate }) =>
    `Ce jour est avant le premier, le ${frenchDate(first)}\u00a0: indiquez celui-là ou un jour qui le suit.`,
  'unprintable-text': () => 'Ce texte contient un caractère qui ne s’imprime pas. Saisissez-le à nouveau.',
  'text-too-long': ({ length, most }: { readonly length: number; readonly most: number }) =>
    `Ce texte a ${length} caractères\u00a0: ${most} au plus sont prévus.`,
};
