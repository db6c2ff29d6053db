import type { QueryMessage } from './say.js';

export type QueryState = 'open' | 'answered' | 'closed' | 'cancelled';
export type QueryAct = 'answer' | 'close' | 'reopen' | 'cancel' | 'remind' | 'assign';

/** Who asked: a check of the protocol, the operator's data managers, or a centre. */
export type AskedBy = 'system' | 'operator' | 'hospital';

/** A query as far as its life goes. Who may act is the policy's to say. */
export interface LivingQuery {
  readonly askedBy: AskedBy;
  readonly state: QueryState;
}

type Life = Readonly<Record<QueryState, Partial<Readonly<Record<QueryAct, QueryState>>>>>;

/** Someone asks; the other side answers, once or again; the person who asked is satisfied, asks again, or had asked by mistake. */
const ASKED_BY_SOMEONE: Life = {
  open: { answer: 'answered', close: 'closed', cancel: 'cancelled', remind: 'open', assign: 'open' },
  answered: { answer: 'answered', close: 'closed', reopen: 'open', assign: 'answered' },
  closed: { reopen: 'open' },
  cancelled: {},
};

/** A check asks nothing by mistake, and asks again by itself: nobody cancels it or wakes it up once it is settled. */
const ASKED_BY_A_CHECK: Life = {
  open: { answer: 'answered', close: 'closed', remind: 'open', assign: 'open' },
  answered: { answer: 'answered', close: 'closed', reopen: 'open', assign: 'answered' },
  closed: {},
  cancelled: {},
};

/** What the act makes of the query; undefined when its state does not allow it. */
export function stateAfter({ askedBy, state }: LivingQuery, act: QueryAct): QueryState | undefined {
  return (askedBy === 'system' ? ASKED_BY_A_CHECK : ASKED_BY_SOMEONE)[state][act];
}

/** Whether the act says why: what was asked and never answered is not closed without a word. */
export function wantsReason({ state }: Pick<LivingQuery, 'state'>, act: QueryAct): boolean {
  return act === 'close' && state === 'open';
}

/** Whether it still waits for someone. */
export function isLive(state: QueryState): boolean {
  return state === 'open' || state === 'answered';
}

/** Why the act is refused, and what there is to do. */
export function refusalOf({ askedBy, state }: LivingQuery, act: QueryAct): QueryMessage {
  if (askedBy === 'system' && act === 'cancel') return { code: 'check-is-not-cancelled' };
  if (askedBy === 'system' && act === 'reopen') return { code: 'check-asks-again', params: { state } };
  if (act === 'remind' && state === 'answered') return { code: 'nothing-to-remind', params: { state } };
  if (isLive(state)) return { code: 'not-now', params: { state } };
  return { code: state === 'closed' ? 'reopen-first' : 'ask-another', params: { state } };
}
