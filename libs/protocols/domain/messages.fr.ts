import { frenchDate, frenchMoment, KERNEL_FRENCH, type CalendarDate } from '#kernel/domain';
import { enumerated, frenchNumber, NBSP, quoted } from './language/french.js';
import type { MissingReason } from './language/language.js';
import { MISSING_REASON_LABELS } from './words.js';

/** The limits of a number, with its unit. */
interface NumberLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly unit?: string | undefined;
}

interface TimeLimits {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/** A date as programs write it, and the last or first that may be, where it is known. */
interface DateAndLimit {
  readonly date: string;
  readonly limit: string;
}

/** What the rules of protocols say: of answers, of forms and of calendars. */
export const PROTOCOLS_FRENCH = {
  ...KERNEL_FRENCH,

  // Words of the protocol itself: data, in the language of the PUT.
  'of-protocol': ({ text }: { readonly text: string }) => text,

  'text-expected': () => 'Un texte est attendu.',
  'letters-expected': ({ length }: { readonly length: number }) =>
    `Indiquez exactement ${length} lettres de A à Z, sans accent, par exemple ${'DUPONT'.slice(0, length)}. ` +
    `Si le nom est plus court, complétez par X (${'LI'.slice(0, length - 1).padEnd(length, 'X')}).`,
  'finess-expected': () =>
    `Un numéro FINESS a 9 caractères${NBSP}: le département (2 chiffres, ou 2A, 2B) puis 7 chiffres, par exemple 010000024.`,
  'rpps-expected': ({ length }: { readonly length: number }) =>
    `Un numéro RPPS a 11 chiffres, par exemple 10003879623${NBSP}; vous en avez saisi ${length}.`,
  'email-expected': ({ text }: { readonly text: string }) =>
    `${quoted(text)} n’est pas une adresse électronique. Exemple${NBSP}: prenom.nom@hopital.fr.`,
  'phone-expected': () => 'Un numéro de téléphone a 10 chiffres, par exemple 0123456789, ou commence par + et l’indicatif du pays.',
  'odd-key': ({ of }: { readonly of: 'finess' | 'rpps' }) =>
    `La clé de contrôle de ce numéro ${of.toUpperCase()} n’est pas celle attendue${NBSP}: vérifiez la saisie. Vous pouvez la conserver si elle est exacte.`,

  'whole-number-expected': ({ example }: { readonly example: number }) =>
    `Un nombre entier est attendu, par exemple ${frenchNumber(example)}.`,
  'number-expected': ({ example }: { readonly example: number }) => `Un nombre est attendu, par exemple ${frenchNumber(example)}.`,
  'whole-number-not-understood': (limits: NumberLimits) => `Un nombre entier est attendu${numberExpected(limits, 0)}.`,
  'number-not-understood': ({ digits, ...limits }: NumberLimits & { readonly digits: number }) =>
    `Un nombre est attendu${numberExpected(limits, digits)}.`,
  'too-many-digits': ({ digits }: { readonly digits: number }) =>
    `Indiquez au plus ${digits} chiffre${digits > 1 ? 's' : ''} après la virgule.`,
  'number-too-small': ({ value, ...limits }: NumberLimits & { readonly value: number | string }) =>
    `${withUnit(value, limits.unit)} est trop petit${NBSP}: indiquez un nombre ${bounds(limits)}.`,
  'number-too-large': ({ value, ...limits }: NumberLimits & { readonly value: number | string }) =>
    `${withUnit(value, limits.unit)} est trop grand${NBSP}: indiquez un nombre ${bounds(limits)}.`,

  'month-expected': () => 'Indiquez le mois et l’année, par exemple 03/2024.',
  'partial-date-expected': () => 'Indiquez une année, un mois ou un jour, par exemple 2024, 03/2024 ou 05/03/2024.',
  'moment-expected': () => 'Cette date ou cette heure n’existe pas. Indiquez jour, mois, année et heure, par exemple 05/03/2024 14:30.',
  'month-not-understood': () => 'Ce mois n’est pas compris. Écrivez MM/AAAA, par exemple 03/2024.',
  'day-not-wanted': () => 'Indiquez seulement le mois et l’année, par exemple 03/2024.',
  'partial-date-not-understood': () =>
    `Cette date n’est pas comprise. Écrivez une année, un mois ou un jour${NBSP}: 2024, 03/2024 ou 05/03/2024.`,
  'moment-not-understood': () => 'Cette date et cette heure ne sont pas comprises. Écrivez JJ/MM/AAAA HH:MM, par exemple 05/03/2024 14:30.',
  'time-of-day-wanted': () => 'Indiquez aussi l’heure, par exemple 05/03/2024 14:30.',
  'date-too-early': ({ date, limit }: DateAndLimit) =>
    `${frenchMoment(date)} est trop tôt${NBSP}: cette date ne peut pas précéder le ${frenchLimit(limit)}.`,
  'date-too-late': ({ date, limit }: DateAndLimit) =>
    `${frenchMoment(date)} est trop tard${NBSP}: cette date ne peut pas suivre le ${frenchLimit(limit)}.`,
  'date-in-future': ({ date }: { readonly date: string }) =>
    `${frenchMoment(date)} est trop tard${NBSP}: cette date ne peut pas être dans le futur.`,
  'birth-in-future': ({ date }: { readonly date: string }) =>
    `${frenchMoment(date)} est trop tard${NBSP}: une naissance ne peut pas être dans le futur.`,

  'no-such-time': () => 'Cette heure n’existe pas. Indiquez une heure de 00:00 à 23:59, par exemple 09:30.',
  'time-not-understood': () => 'Cette heure n’est pas comprise. Écrivez HH:MM, par exemple 09:30.',
  'time-too-early': ({ value, ...limits }: TimeLimits & { readonly value: string }) =>
    `${value} est trop tôt${NBSP}: ${timeWithin(limits)}.`,
  'time-too-late': ({ value, ...limits }: TimeLimits & { readonly value: string }) =>
    `${value} est trop tard${NBSP}: ${timeWithin(limits)}.`,

  'one-of-list-expected': ({ labels }: { readonly labels: readonly string[] }) =>
    `Choisissez une réponse de la liste${NBSP}: ${enumerated(labels, 'ou')}.`,
  'some-of-list-expected': () => 'Choisissez au moins une réponse de la liste.',
  'answers-not-in-list': ({ codes }: { readonly codes: readonly string[] }) => `Réponse inconnue${NBSP}: ${enumerated(codes, 'et')}.`,
  'answers-out-of-order': () => 'Chaque réponse se donne une fois, dans l’ordre de la liste.',
  'answer-stands-alone': ({ label }: { readonly label: string }) => `${quoted(label)} ne peut pas accompagner une autre réponse.`,
  'calculated-value': () => `Cette valeur est calculée${NBSP}: elle ne se saisit pas.`,
  'reason-not-accepted': ({ accepted }: { readonly accepted: readonly MissingReason[] }) =>
    accepted.length === 0
      ? 'Une réponse est attendue ici. Ce motif d’absence n’est pas prévu.'
      : `Motif d’absence prévu ici${NBSP}: ${enumerated(
          accepted.map((each) => quoted(MISSING_REASON_LABELS[each])),
          'ou',
        )}.`,

  'answer-needed': () => 'Cette réponse est nécessaire.',
  'rows-needed': ({ least, row }: { readonly least: number; readonly row: string }) =>
    `Au moins ${least} ${row}${NBSP}: ajoutez une ligne.`,
  'too-many-rows': ({ most, row }: { readonly most: number; readonly row: string }) => `Au plus ${most} ${row}${NBSP}: retirez une ligne.`,
  'before-birth': () => 'Cette date précède la naissance du patient. Vérifiez l’une et l’autre.',
  'before-treatment': () => 'Cet effet est survenu avant la première administration. Vérifiez la date, ou confirmez-la dans votre réponse.',

  'stop-before-start': ({ stop, start }: { readonly stop: CalendarDate; readonly start: CalendarDate }) =>
    `L’arrêt définitif (${frenchDate(stop)}) précède le début du traitement (${frenchDate(start)})${NBSP}: ` +
    'corrigez l’une des deux dates. Jusque-là, les visites restent prévues.',
  'visit-before-start': ({ visit, start }: { readonly visit: CalendarDate; readonly start: CalendarDate }) =>
    `Cette visite (${frenchDate(visit)}) précède le début du traitement (${frenchDate(start)})${NBSP}: corrigez l’une des deux dates.`,
};

/** `05/03/2026`, `05/03/2026 à 14:30`. */
function frenchLimit(limit: string): string {
  return frenchMoment(limit).replace(' ', ' à ');
}

/** `compris entre 0,5 et 300 kg`. */
function bounds({ min, max, unit }: NumberLimits): string {
  if (min !== undefined && max !== undefined) return `compris entre ${frenchNumber(min)} et ${withUnit(max, unit)}`;
  return min !== undefined ? `d’au moins ${withUnit(min, unit)}` : `d’au plus ${withUnit(max ?? 0, unit)}`;
}

function withUnit(number: number | string, unit: string | undefined): string {
  return frenchNumber(number) + (unit === undefined ? '' : NBSP + unit);
}

function timeWithin({ min, max }: TimeLimits): string {
  if (min !== undefined && max !== undefined) return `indiquez une heure de ${min} à ${max}`;
  return min === undefined ? `indiquez une heure jusqu’à ${max}` : `indiquez une heure à partir de ${min}`;
}

/** ` entre 30 et 250 cm, par exemple 140`: its bounds, and a number of so many digits that lies within. */
function numberExpected({ min, max, unit }: NumberLimits, digits: number): string {
  const [from, to] = [min === undefined ? '' : frenchNumber(min), max === undefined ? '' : frenchNumber(max)];
  const within = from && to ? ` entre ${from} et ${to}` : from ? ` d’au moins ${from}` : to ? ` d’au plus ${to}` : '';
  return `${within}${within && unit !== undefined ? NBSP + unit : ''}, par exemple ${exampleWithin(digits, min, max)}`;
}

function exampleWithin(digits: number, min: number | undefined, max: number | undefined): string {
  const usual = digits === 0 ? 12 : 70.5;
  const fits = usual >= (min ?? usual) && usual <= (max ?? usual);
  const middle = min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? max ?? usual);
  const example = Number((fits ? usual : middle).toFixed(digits));
  // A middle that rounding put outside its narrow bounds gives way to a bound.
  return frenchNumber(example >= (min ?? example) && example <= (max ?? example) ? example : (min ?? max ?? example));
}
