import type { RequestEvent, RequestState } from './request-state.js';
import { requestHence } from './words.js';

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

/** What requests say of themselves. */
export const PATIENTS_FRENCH = {
  /** Why the act is not possible now. */
  'request-refuses': ({ state, event }: { readonly state: RequestState; readonly event: RequestEvent }) => {
    const first = event === 'sign' && (state === 'draft' || state === 'more-asked') ? ' Terminez d’abord la saisie.' : '';
    return requestHence(state, `il n’est pas possible de ${EVENT_WORDS[event]}.${first}`);
  },
};
