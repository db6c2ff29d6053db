import type { LookWords } from '#kernel/domain';

/** Where the opening of a whole cohort's requests stands. */
export type CohortState = 'running' | 'done' | 'stopped';

export const COHORT_STATE_WORDS: Readonly<Record<CohortState, { readonly label: string; readonly meaning: string }>> = {
  running: { label: 'en cours', meaning: 'Les demandes s’ouvrent l’une après l’autre, que vous restiez sur cette page ou non.' },
  done: { label: 'terminée', meaning: 'Chaque patient encore suivi a sa demande, ou la raison de ne pas en avoir.' },
  stopped: { label: 'interrompue', meaning: 'Le compte de la personne qui l’a lancée est fermé, ou ne gère plus ces autorisations.' },
};

/** What the access log calls what is looked at here. */
export const CONTINUITY_LOOKS: LookWords = { 'authorisation-relay': 'relais d’une autorisation', continuity: 'relais d’un dossier' };
