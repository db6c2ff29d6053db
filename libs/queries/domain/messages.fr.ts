import type { QueryState } from './life.js';
import { QUERY_STATE_WORDS, STEP_WORDS, type QueryStep } from './words.js';

interface InState {
  readonly state: QueryState;
}

const now = ({ state }: InState) => `Cette query est ${QUERY_STATE_WORDS[state]}\u00a0: `;

/** Why an act on queries is refused, and what there is to do. */
export const QUERIES_FRENCH = {
  'check-is-not-cancelled': () => 'Une query d’un contrôle ne s’annule pas\u00a0: clôturez-la, ou corrigez la réponse.',
  'check-asks-again': (at: InState) =>
    `${now(at)}le contrôle demandera de nouveau par lui-même. Pour demander autre chose, posez une query.`,
  'nothing-to-remind': (at: InState) => `${now(at)}il n’y a plus à relancer. Lisez la réponse.`,
  'not-now': (at: InState) => `${now(at)}cet acte n’est pas possible maintenant. Relisez le fil.`,
  'reopen-first': (at: InState) => `${now(at)}rouvrez-la d’abord, ou posez-en une autre.`,
  'ask-another': (at: InState) => `${now(at)}posez-en une autre si besoin.`,

  'past-due': () => 'Cette échéance est déjà passée\u00a0: choisissez un jour à venir.',

  'changed-since': ({ step, byName }: { readonly step: QueryStep; readonly byName: string }) =>
    `Depuis votre choix, ${byName} ${STEP_WORDS[step].ofIt}\u00a0: relisez l’échange, puis choisissez-la de nouveau si besoin.`,
  unanswered: ({ unanswered, total }: { readonly unanswered: number; readonly total: number }) =>
    unanswered === 1
      ? `Sur ${total} queries à clore, 1 n’a pas de réponse\u00a0: dites pourquoi la clore ainsi.`
      : `Sur ${total} queries à clore, ${unanswered} n’ont pas de réponse\u00a0: dites pourquoi les clore ainsi.`,
};
