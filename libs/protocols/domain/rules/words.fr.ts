import { enumerated, frenchNumber, frenchPartialDate, quoted } from '../language/french.js';
import type { Comparator, Operand } from '../language/language.js';

/** What French makes of a rule, part by part, from what it made of their own parts: another language is `const ENGLISH: typeof RULES_FRENCH`. */
export const RULES_FRENCH = {
  // Conditions, as sentences without capital or full stop.
  answered: (name: string) => `${name} a une réponse`,
  unanswered: (name: string) => `${name} n’a pas de réponse`,
  is: (name: string, values: readonly string[]) => `${name} est ${enumerated(values, 'ou')}`,
  isNot: (name: string, value: string) => `${name} n’est pas ${value}`,
  includes: (name: string, value: string) => `${name} comprend ${value}`,
  includesNot: (name: string, value: string) => `${name} ne comprend pas ${value}`,
  inAnyRow: (group: string, when: string) => `dans une ligne au moins de ${group}, ${when}`,
  atVisit: (visits: readonly string[]) => `la visite est ${enumerated(visits, 'ou')}`,
  compare: (left: string, comparator: Comparator, right: string) => `${left} est ${COMPARATORS[comparator](right)}`,
  all: (parts: readonly string[]) => enumerated(parts, 'et'),
  any: (parts: readonly string[]) => enumerated(parts, 'ou'),
  not: (condition: string) => `il n’est pas vrai que ${condition}`,

  // Operands, as nouns.
  number: frenchNumber,
  moment: (moment: Extract<Operand, string>) => MOMENTS[moment],
  day: (day: string) => `le ${frenchPartialDate(day)}`,
  atPreviousVisit: (name: string) => `${name} à la visite précédente`,
  sum: (terms: readonly string[]) => `la somme ${from(enumerated(terms, 'et'))}`,
  mean: (terms: readonly string[]) => `la moyenne ${from(enumerated(terms, 'et'))}`,
  difference: (one: string, other: string) => `${one} moins ${other}`,
  ratio: (one: string, other: string) => `le rapport ${from(one)} ${to(other)}`,
  percentChange: (one: string, other: string) => `la variation en pour cent ${from(one)} ${to(other)}`,
  daysBetween: (one: string, other: string) => `le nombre de jours ${from(one)} ${to(other)}`,
  ageInYears: (one: string, other: string) => `l’âge en années ${from(one)} ${to(other)}`,
  rounded: (number: string) => `${number}, arrondi`,

  /** « Poids », or « Poids » (fiche FAT) of another form. */
  name: (label: string, form?: string) => quoted(label) + (form === undefined ? '' : ` (fiche ${form})`),

  // Whole sentences.
  proposed: (form: string, when: string, offers: readonly (readonly [name: string, values: readonly string[]])[]) => {
    const offered = offers.map(([name, values]) => `${name} ${enumerated(values, 'et')}`);
    return `${quoted(form)} est proposée si ${when}${offered.length > 0 ? `, avec ${enumerated(offered, 'et')}` : ''}.`;
  },
  shownIf: (when: string) => `Si ${when}.`,
  requiredIf: (when: string) => `Obligatoire si ${when}.`,
};

const MOMENTS: Readonly<Record<Extract<Operand, string>, string>> = {
  today: 'aujourd’hui',
  decisionDate: 'la date de l’avis favorable',
  visitDate: 'la date prévue de la visite',
  visitFrom: 'le début de la fenêtre de la visite',
  visitUntil: 'la fin de la fenêtre de la visite',
  birth: 'la naissance',
  treatedFrom: 'la première administration',
};

const COMPARATORS: Readonly<Record<Comparator, (right: string) => string>> = {
  '<': (right) => `inférieur ${to(right)}`,
  '<=': (right) => `au plus égal ${to(right)}`,
  '=': (right) => `égal ${to(right)}`,
  '!=': (right) => `différent ${from(right)}`,
  '>=': (right) => `au moins égal ${to(right)}`,
  '>': (right) => `supérieur ${to(right)}`,
};

/** `de` before a noun, as French contracts it: « du 05/03/2026 », « de « Poids » », « d’aujourd’hui ». */
function from(noun: string): string {
  return `de ${noun}`.replace(/^de le /, 'du ').replace(/^de a/, 'd’a');
}

/** `à` before a noun: « au 05/03/2026 ». */
function to(noun: string): string {
  return `à ${noun}`.replace(/^à le /, 'au ');
}
