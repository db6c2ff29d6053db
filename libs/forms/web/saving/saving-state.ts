import * as answers from './ledger-answers.js';
import * as book from './ledger.js';
import type { Change, Conflict, Known, Ledger, Pending, SaveReceipt } from './ledger.js';

/** What became of one sending. Anyone who sends turns the wire's answers into these. */
export type Sent =
  | { readonly outcome: 'saved'; readonly receipt: SaveReceipt & { readonly savedAt: string; readonly voided?: readonly string[] } }
  | { readonly outcome: 'conflict'; readonly conflicts: readonly Conflict[] }
  | {
      readonly outcome: 'refused';
      readonly items: readonly { readonly path: string; readonly message: string }[];
      readonly message?: string;
    }
  | { readonly outcome: 'reason-required'; readonly items: readonly { readonly path: string }[] }
  | { readonly outcome: 'signed-out' }
  | { readonly outcome: 'forbidden'; readonly message: string }
  | { readonly outcome: 'unreachable' };

/** Milliseconds. */
export interface Delays {
  /** After a key stroke: the person is still typing. */
  readonly typing: number;
  /** After a field was left, or a choice made. */
  readonly settled: number;
  /** Nothing waits longer than this, even when one types on. */
  readonly longest: number;
  /** Between tries when the network is gone; the last one repeats. */
  readonly retries: readonly number[];
}

/** What the last answer to a sending said of the way to the server: nothing else changes it. */
export type Link = 'up' | 'down' | 'signed-out' | { readonly blocked: string };

/** Where the saving of one form stands: its answers, what of them is on its way, and when the next sending is due. */
export interface SavingState {
  readonly ledger: Ledger;
  /** On its way; empty when nothing is. */
  readonly sending: ReadonlyMap<string, Pending>;
  readonly link: Link;
  /** Tries in a row that changed nothing. */
  readonly failures: number;
  /** How many answers go at once: fewer while one among them is sought that the server does not take. */
  readonly atOnce: number;
  /** When what waits is sent; undefined while nothing waits, while an answer is awaited, and while the person or a reading must come first. */
  readonly due?: number | undefined;
  readonly waitingSince?: number | undefined;
  readonly savedAt?: string | undefined;
  /** A save showed that the server may have something else than is known here, or its answer never came: the form is to be read again. */
  readonly isBehind: boolean;
}

export type SavingEvent =
  /** The person did something with an answer; it is to be sent within so many milliseconds. */
  | { readonly kind: 'edited'; readonly edit: (ledger: Ledger, onTheirWay: ReadonlySet<string>) => Ledger; readonly within: number }
  /** The form as the server has it, read at `at`. */
  | { readonly kind: 'read'; readonly known: Known; readonly mayWrite: boolean; readonly at: string }
  /** There is a reason to try now: the network is said to be back, the person signed in again, the page is about to be left. */
  | { readonly kind: 'hurried' }
  | { readonly kind: 'due' }
  | { readonly kind: 'answered'; readonly answer: Sent };

/** As many as the API takes at once. */
const AT_ONCE = 500;

export function openSaving(): SavingState {
  const ledger = book.openLedger({ values: {}, marks: {}, contentVersion: 0, stateVersion: 0 });
  return { ledger, sending: new Map(), link: 'up', failures: 0, atOnce: AT_ONCE, isBehind: false };
}

/** Something waits that could be sent. */
export function waitsToBeSent({ ledger }: SavingState): boolean {
  return book.sendable(ledger, 1).length > 0;
}

/** What is on its way, as it is sent. */
export function changesOnTheirWay({ ledger, sending }: SavingState): readonly Change[] {
  return book.sendable({ ...ledger, pending: sending }, sending.size);
}

/**
 * What follows from an event. Whatever the order of events: while something waits that could be sent, and neither the session nor the rights stand
 * in the way, either an answer is awaited or the next sending is due.
 */
export function step(state: SavingState, event: SavingEvent, now: number, delays: Delays): SavingState {
  switch (event.kind) {
    case 'edited': {
      const ledger = event.edit(state.ledger, new Set(state.sending.keys()));
      return planned({ ...state, ledger }, now, event.within, delays);
    }
    case 'read':
      return afterReading(state, event, now, delays);
    case 'hurried':
      return soon({ ...state, failures: 0 }, now);
    case 'due':
      return begun(state);
    case 'answered':
      return heard(state, event.answer, now, delays);
  }
}

/** A person who types on puts the sending off, up to a limit; a network that is gone is tried at its own pace. */
function planned(state: SavingState, now: number, within: number, delays: Delays): SavingState {
  if (!mayBeDue(state)) return resting(state);
  if (typeof state.link === 'object' || state.link === 'signed-out') return state;
  if (state.link === 'down' && state.due !== undefined) return state;
  const waitingSince = state.waitingSince ?? now;
  return { ...state, waitingSince, due: Math.max(now, Math.min(now + within, waitingSince + delays.longest)) };
}

/** Not later than that, whatever the link. */
function soon(state: SavingState, due: number): SavingState {
  if (!mayBeDue(state)) return resting(state);
  return { ...state, due: Math.min(state.due ?? due, due) };
}

function mayBeDue(state: SavingState): boolean {
  return state.sending.size === 0 && waitsToBeSent(state);
}

function resting(state: SavingState): SavingState {
  return { ...state, due: undefined, waitingSince: undefined };
}

function begun(state: SavingState): SavingState {
  if (!mayBeDue(state)) return resting(state);
  const { pending } = state.ledger;
  const sending = book.sendable(state.ledger, state.atOnce).flatMap(({ item }): [string, Pending][] => {
    const entry = pending.get(item);
    return entry ? [[item, entry]] : [];
  });
  return { ...resting(state), sending: new Map(sending) };
}

/** A reading is no answer to a sending: it says what the server has, and at most that a try is worth while. */
function afterReading(
  state: SavingState,
  { known, mayWrite, at }: Extract<SavingEvent, { kind: 'read' }>,
  now: number,
  delays: Delays,
): SavingState {
  const ledger = answers.readAgain(state.ledger, known, new Set(state.sending.keys()));
  const found = [...state.ledger.pending].some(([key, { held }]) => !held && !ledger.pending.has(key));
  const isBehind = state.isBehind && known.contentVersion < ledger.known.contentVersion;
  const next = { ...state, ledger, isBehind, savedAt: found ? at : state.savedAt };
  const isShut = typeof state.link === 'object' && !mayWrite;
  // Refused although the reading says that one may write: at its own pace, so that the two do not answer each other for ever.
  const failures = typeof state.link === 'object' ? state.failures + 1 : state.failures;
  if (state.link === 'up' || isShut) return next.due === undefined ? planned(next, now, delays.settled, delays) : soon(next, next.due);
  return soon({ ...next, failures }, now + pause(failures - 1, delays));
}

function heard(state: SavingState, answer: Sent, now: number, delays: Delays): SavingState {
  const { sending: sent } = state;
  const idle: SavingState = { ...state, sending: new Map() };
  switch (answer.outcome) {
    case 'unreachable': {
      const ledger = answers.unanswered(idle.ledger, sent);
      const down: SavingState = { ...idle, ledger, link: 'down', failures: state.failures + 1, isBehind: true };
      return soon(down, now + pause(state.failures, delays));
    }
    case 'signed-out':
      return { ...idle, link: 'signed-out', failures: 0 };
    case 'forbidden':
      return { ...idle, link: { blocked: answer.message }, isBehind: true };
    default:
      return planned({ ...decided(idle, answer, sent), link: 'up', failures: 0 }, now, delays.settled, delays);
  }
}

function decided(
  state: SavingState,
  answer: Exclude<Sent, { outcome: 'unreachable' | 'signed-out' | 'forbidden' }>,
  sent: ReadonlyMap<string, Pending>,
): SavingState {
  if (answer.outcome === 'saved') {
    const { receipt } = answer;
    const missed = receipt.contentVersion > state.ledger.known.contentVersion + 1;
    const ledger = answers.saved(state.ledger, sent, receipt);
    return { ...state, ledger, atOnce: AT_ONCE, savedAt: receipt.savedAt, isBehind: state.isBehind || missed };
  }
  const items = answer.outcome === 'conflict' ? answer.conflicts : answer.items;
  const isNamed = (path: string) =>
    sent.has(path) || (answer.outcome === 'reason-required' && [...sent.keys()].some((key) => key.startsWith(`${path}/`)));
  if (!items.some(({ path }) => isNamed(path))) return unnamed(state, answer.outcome === 'refused' ? answer.message : undefined, sent);
  switch (answer.outcome) {
    case 'conflict':
      return { ...state, ledger: answers.conflicted(state.ledger, answer.conflicts) };
    case 'refused':
      return { ...state, ledger: answers.refused(state.ledger, answer.items, sent) };
    case 'reason-required':
      return {
        ...state,
        ledger: answers.reasonWanted(state.ledger, answer.items.map(({ path }) => path).filter(isNamed), sent),
      };
  }
}

/** The server does not take it and does not say which: half is tried, until the one is found, so that it holds back no other. */
function unnamed(state: SavingState, message = '', sent: ReadonlyMap<string, Pending>): SavingState {
  if (sent.size > 1) return { ...state, atOnce: Math.ceil(sent.size / 2) };
  const said = message || $localize`Cette réponse n’a pas été acceptée. Vérifiez-la.`;
  const refusals = [...sent.keys()].map((path) => ({ path, message: said }));
  return { ...state, ledger: answers.refused(state.ledger, refusals, sent), atOnce: AT_ONCE };
}

function pause(failures: number, { retries }: Delays): number {
  return retries[Math.max(0, Math.min(failures, retries.length - 1))] ?? 0;
}
