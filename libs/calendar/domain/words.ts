/** How forms that wait are called, on every screen and in every file. */
export const DUE_WORDS = { late: 'Fiches en retard', soon: 'Fiches à saisir dans les 30 jours' } as const;
