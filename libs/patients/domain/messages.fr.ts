import { frenchDate, type CalendarDate } from '#kernel/domain';
import type { RequestEvent } from './request-state.js';
import { requestHence, type OnItsWay } from './words.js';

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
  'request-refuses': ({ state, ground, event }: OnItsWay & { readonly event: RequestEvent }) => {
    const first = event === 'sign' && (state === 'draft' || state === 'more-asked') ? ' Terminez d’abord la saisie.' : '';
    return requestHence({ state, ground }, `il n’est pas possible de ${EVENT_WORDS[event]}.${first}`);
  },
  'no-opinion-asked': () =>
    'Un accès compassionnel n’attend pas d’avis de l’exploitant\u00a0: l’inclusion s’ouvre par la signature de sa fiche.',

  'no-ansm-number': () =>
    'Recopiez le numéro donné par l’ANSM\u00a0: 4 à 24 lettres, chiffres, tirets, points ou barres, dont 4 chiffres au moins.',
  'ansm-ends-first': () => 'La fin de validité précède son début\u00a0: vérifiez les deux dates de la décision.',
  'ansm-too-long': ({ last }: { readonly last: CalendarDate }) =>
    `Une autorisation nominative dure un an au plus\u00a0: jusqu’au ${frenchDate(last)} si elle commence ce jour-là.`,
};
