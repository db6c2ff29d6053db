/** What each count of the overview counts: one word for one count, on every screen, in every file. */
export const COUNT_WORDS = {
  patients: 'Patients suivis',
  late: 'Fiches en retard',
  dueIn30Days: 'Fiches à saisir dans les 30 jours',
  inProgress: 'Fiches en cours de saisie',
  missing: 'Champs manquants',
  openQueries: 'Queries en cours',
  fatsToSign: 'FAT à signer',
  openCases: 'Déclarations en cours',
} as const;

export type CountName = keyof typeof COUNT_WORDS;

export const COUNT_NAMES = Object.keys(COUNT_WORDS) as readonly CountName[];

/** Where a count of the home leads: a page, and what it is asked for. An acceptance test holds each to the number that it stands beside. */
export interface ListLink {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The list that holds exactly the tasks of a kind. The others have none: what waits for one's own signature, opinion or answer is no state
 * of a request, and all of it stands on the home.
 */
export const TASK_LISTS = {
  'case-to-read': { path: '/pharmacovigilance', params: { etat: 'to-acknowledge' } },
  'case-to-transmit': { path: '/pharmacovigilance', params: { etat: 'to-transmit' } },
  'query-to-answer': { path: '/queries', params: { state: 'open' } },
  'query-to-settle': { path: '/queries', params: { state: 'answered' } },
  'form-late': { path: '/tableau-de-bord/liste', params: { travail: 'late' } },
  'form-due': { path: '/tableau-de-bord/liste', params: { travail: 'soon' } },
} as const satisfies Readonly<Record<string, ListLink>>;

/** What the operator's side looks at first, by the name of its count in the overview. */
export const FOLLOWED_LISTS = {
  late: TASK_LISTS['form-late'],
  dueIn30Days: TASK_LISTS['form-due'],
  openQueries: { path: '/queries', params: { state: 'open,answered' } },
  fatsToSign: { path: '/patients', params: { etats: 'completed,half-signed' } },
} as const satisfies Readonly<Record<string, ListLink>>;

/** The requests in these states. */
export function requestsIn(states: string): ListLink {
  return { path: '/patients', params: { etats: states } };
}
