import type { LookWords } from '#kernel/domain';
import { DUE_WORDS } from '#calendar/domain';

/** What each count of the overview counts: one word for one count, on every screen, in every file. */
export const COUNT_WORDS = {
  patients: 'Patients suivis',
  late: DUE_WORDS.late,
  dueIn30Days: DUE_WORDS.soon,
  inProgress: DUE_WORDS.begun,
  missing: 'Champs manquants',
  openQueries: 'Queries en cours',
  fatsToSign: 'Fiches d’accès à signer',
  openCases: 'Déclarations en cours',
} as const;

/** Requests that are counted together on the home; of one state, the state says it. */
export const REQUEST_COUNT_WORDS = {
  toComplete: 'Demandes à compléter',
  awaited: 'En attente d’un avis',
  numbered: 'Avec numéro d’enregistrement',
} as const;

/** For how many days something has waited, from and to: `7 jours et moins`, `8 à 30 jours`, `Plus de 90 jours`. */
export function daysInWords(from: number, to: number | undefined): string {
  if (to === undefined) return `Plus de ${from - 1} jours`;
  return from === 0 ? `${to} jours et moins` : `${from} à ${to} jours`;
}

/** What a dashboard is not (charter C7.4). The one place of the product where these words stand. */
export const DASHBOARD_NOTICE =
  'Ces tableaux aident au suivi. Ils ne calculent ni exhaustivité ni dédommagement, ne classent aucun centre et ne remplacent pas l’état ' +
  'périodique.';

/** The two readings of missing data (charter C7.3), as screens and exports name them. */
export const MISSING_READINGS = {
  applicable: 'Parmi les champs qui s’appliquent au patient',
  allPut: 'Parmi tous les champs de la fiche dans le PUT',
} as const;

export const DASHBOARD_LOOKS: LookWords = {
  dashboard: 'tableau de bord',
  home: 'accueil',
  'deadline-feed': 'adresse du calendrier des échéances',
};
