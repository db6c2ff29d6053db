import type { RequestEvent, RequestState } from './request-state.js';

/** What each state is called: « La demande est … ». */
export const STATE_WORDS: Readonly<Record<RequestState, string>> = {
  draft: 'en cours de saisie',
  completed: 'complétée, en attente des signatures',
  'half-signed': 'en attente de la seconde signature',
  sent: 'transmise à l’exploitant',
  'more-asked': 'en attente d’un complément',
  granted: 'accordée',
  refused: 'refusée',
  cancelled: 'annulée',
};

const EVENT_WORDS: Readonly<Record<RequestEvent, string>> = {
  complete: 'terminer la saisie',
  reopen: 'rouvrir la fiche',
  sign: 'signer',
  void: 'modifier ce qui est signé',
  'ask-more': 'demander un complément',
  grant: 'donner un avis favorable',
  refuse: 'donner un avis défavorable',
  cancel: 'annuler la demande',
};

/** Why the act is not possible now, for the person who tried it. */
export function refusalWords(state: RequestState, event: RequestEvent): string {
  const first = event === 'sign' && (state === 'draft' || state === 'more-asked') ? ' Terminez d’abord la saisie.' : '';
  return `La demande est ${STATE_WORDS[state]}\u00a0: il n’est pas possible de ${EVENT_WORDS[event]}.${first}`;
}
