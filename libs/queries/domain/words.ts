import type { LookWords } from '#kernel/domain';
import type { AskedBy, QueryState } from './life.js';
import type { Ending } from './settle.js';

export const QUERY_STATE_WORDS: Readonly<Record<QueryState, string>> = {
  open: 'ouverte',
  answered: 'répondue',
  closed: 'close',
  cancelled: 'annulée',
};

/** By whom a query is asked. */
export const ASKED_BY_WORDS: Readonly<Record<AskedBy, string>> = {
  system: 'un contrôle automatique',
  operator: 'l’opérateur',
  hospital: 'le centre',
};

/** A step of a thread. */
export type QueryStep = 'asked' | 'answered' | 'reopened' | 'closed' | 'cancelled' | 'reminded' | 'assigned';

/** What its author did, of a query that is named and of one that was spoken of just before; and what its text is called. */
export const STEP_WORDS: Readonly<Record<QueryStep, { readonly label: string; readonly ofIt: string; readonly text: string }>> = {
  asked: { label: 'a posé la question', ofIt: 'l’a posée', text: 'question' },
  answered: { label: 'a répondu', ofIt: 'y a répondu', text: 'réponse' },
  reopened: { label: 'a rouvert la query', ofIt: 'l’a rouverte', text: 'réouverture' },
  closed: { label: 'a clos la query', ofIt: 'l’a close', text: 'conclusion' },
  cancelled: { label: 'a annulé la query', ofIt: 'l’a annulée', text: 'raison de l’annulation' },
  reminded: { label: 'a relancé', ofIt: 'l’a relancée', text: 'relance' },
  assigned: { label: 'a changé qui s’en charge ou l’échéance', ofIt: 'a changé qui la suit, ou son échéance', text: 'suivi' },
};

/** Why a query of a check ends by itself. */
export const ENDING_WORDS: Readonly<Record<Ending, string>> = {
  mended: 'Le contrôle est de nouveau satisfait.',
  'no-longer-applies': 'Le contrôle ne s’applique plus à cette fiche.',
};

export const QUERY_LOOKS: LookWords = {
  query: 'query',
  'query-filters': 'filtre de queries',
  'bulk-act': 'acte sur plusieurs lignes',
  'bulk-acts': 'acte sur plusieurs lignes',
};
