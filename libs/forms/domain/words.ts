import type { LookWords } from '#kernel/domain';
import type { Protocol } from '#protocols/domain';
import type { CarriedSource, Origin } from './carried/carried.js';
import type { FormReading } from './course/form-reading.js';
import type { ReviewState } from './reading/review-state.js';

/** How far a form is, as everyone reads it (charter C7.2). */
export const READING_WORDS: Readonly<Record<FormReading, string>> = {
  upcoming: 'à venir',
  due: 'à saisir',
  'in-progress': 'en cours',
  late: 'en retard',
  finished: 'terminée, incomplète',
  complete: 'complète',
  'not-applicable': 'sans objet',
};

/** `terminée, 3 manquants`; every other reading says itself. */
export function readingInWords(reading: FormReading, missing: number): string {
  return reading === 'finished' ? `terminée, ${missing} ${missing === 1 ? 'manquant' : 'manquants'}` : READING_WORDS[reading];
}

/** Where the operator's reading of a form stands. */
export const REVIEW_WORDS: Readonly<Record<ReviewState, string>> = { read: 'relue', verified: 'vérifiée', stale: 'à relire' };

/** `vérifiée, verrouillée`; empty where there is nothing to say. */
export function reviewInWords({ review, locked = false }: { readonly review?: ReviewState; readonly locked?: boolean }): string {
  return [...(review ? [REVIEW_WORDS[review]] : []), ...(locked ? ['verrouillée'] : [])].join(', ');
}

/** Where a carried value comes from. */
const SOURCE_WORDS: Readonly<Record<CarriedSource, string>> = {
  'previous-visit': 'visite précédente',
  compassionate: 'accès compassionnel',
  pdf: 'formulaire PDF',
  'hospital-file': 'fichier de l’hôpital',
  file: 'dossier du patient',
  directory: 'annuaire de l’outil',
  protocol: 'protocole',
};

/** `visite précédente (Fiche de suivi – M3, 03/11/2025)`. */
export function originInWords({ source, form, day }: Origin): string {
  const where = [form, day && dayInWords(day)].filter(Boolean).join(', ');
  return where ? `${SOURCE_WORDS[source]} (${where})` : SOURCE_WORDS[source];
}

/** `Mois 3`, `Suivi n° 2` of a visit that repeats, `n° 2` of what happens again outside visits; empty for what happens once. */
export function placeInWords({ calendar, forms }: Pick<Protocol, 'calendar' | 'forms'>, form: string, visit: string, occurrence: number) {
  const planned = calendar.visits.find(({ code }) => code === visit);
  const label = planned?.label ?? (calendar.unscheduled?.code === visit ? calendar.unscheduled.label : visit);
  const repeats = planned ? planned.every !== undefined : forms.find(({ code }) => code === form)?.occurs !== 'once';
  return [label, repeats ? `n°\u00a0${occurrence}` : ''].filter(Boolean).join(' ');
}

function dayInWords(day: string): string {
  return day.split('-').reverse().join('/');
}

export const FORM_LOOKS: LookWords = {
  form: 'fiche',
  'form-gaps': 'ce qui manque à une fiche',
  questionnaire: 'questionnaire confié au patient',
  'signing-intents': 'signature d’une fiche',
  history: 'historique de fiche',
  seers: 'personnes qui voient le dossier',
  schedule: 'calendrier',
  review: 'relecture',
  'review-forms': 'fiches à relire',
  'review-values': 'valeurs à relire',
  'protocol-passages': 'passage de fiches à une autre version',
  // As looks were logged when a passage was called so: old ones are told still.
  'protocol-migrations': 'passage de fiches à une autre version',
  'migration-preview': 'aperçu du passage à une autre version',
};
