/**
 * How an e-mail is sent « once », honestly (mechanisms: Mail; charter C6.4). `sending` is committed before the mail server is spoken to, and
 * `finishing` before the final dot, so that a process that dies leaves a trace of how far it came. Never zero; one Message-ID; a second exchange only when nobody knows what came of the first. `nobody`: there was no
 * one to write to, which a manager mends; anyone who comes since is written to.
 */
export type SendingState = 'pending' | 'sending' | 'sent' | 'unknown' | 'unconfirmed' | 'withheld' | 'nobody';

/** What a sending comes to: nothing will change any more without a person. */
export type SettledState = Extract<SendingState, 'sent' | 'unconfirmed' | 'withheld'>;

/** What the rules look at. Instants are milliseconds. */
export interface Sending {
  readonly state: SendingState;
  /** How often it was begun. */
  readonly attempts: number;
  /** How often it ended without anyone knowing how. */
  readonly doubts: number;
  readonly createdAt: number;
  readonly nextAt: number;
  /** Until when the one who sends may be believed to live. */
  readonly leaseUntil?: number;
  /** Said, and committed, just before the final dot leaves: until then it is certain that nothing arrived. */
  readonly finishing: boolean;
}

/** What a worker that holds the row does now. */
export type NextStep =
  /** Begin: say `sending`, commit, speak to the server. `repeat` when an earlier one may have arrived. */
  | { readonly step: 'begin'; readonly repeat: boolean }
  /** The one who was sending is gone: that is what came of it. */
  | { readonly step: 'conclude'; readonly outcome: Outcome }
  /** Not its time yet: come back at `at`. */
  | { readonly step: 'wait'; readonly at: number }
  | { readonly step: 'nothing' };

/** What becomes of the row. */
export type SendingChange = {
  readonly doubts: number;
  readonly nextAt: number;
} & ({ readonly settled: true; readonly state: SettledState } | { readonly settled: false; readonly state: SendingState });

/** What came of one exchange (kernel: `MailOutcome`). */
export type Outcome = 'accepted' | 'refused' | 'lost';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Longer than any exchange may last (kernel: `MAIL_PATIENCE`), so that a lease that ran out means a process that died. */
export const LEASE = 60 * SECOND;

/** A server that refuses for so long will not take it: a person must see to it. */
export const GIVE_UP_AFTER = 5 * 24 * 60 * MINUTE;

/** How long to wait after the n-th beginning: half a minute, doubling, ten minutes at most, so that it leaves soon after an outage. */
export function waitAfter(attempts: number): number {
  return Math.min(30 * SECOND * 2 ** Math.max(0, attempts - 1), 10 * MINUTE);
}

export function nextStep({ state, nextAt, leaseUntil, finishing }: Sending, now: number): NextStep {
  switch (state) {
    case 'pending':
    case 'unknown':
      return nextAt <= now ? { step: 'begin', repeat: state === 'unknown' } : { step: 'wait', at: nextAt };
    case 'sending':
      if (leaseUntil !== undefined && leaseUntil > now) return { step: 'wait', at: leaseUntil };
      return { step: 'conclude', outcome: finishing ? 'lost' : 'refused' };
    default:
      return { step: 'nothing' };
  }
}

/**
 * What the row becomes after an exchange. A first doubt is sent again, once; a second one is for a person to settle: it may have arrived
 * twice, and is not sent a third time.
 */
export function afterExchange({ attempts, doubts, createdAt }: Sending, outcome: Outcome, now: number): SendingChange {
  const nextAt = now + waitAfter(attempts);
  switch (outcome) {
    case 'accepted':
      return { state: 'sent', doubts, nextAt: now, settled: true };
    case 'refused':
      if (now - createdAt > GIVE_UP_AFTER) return { state: 'unconfirmed', doubts, nextAt: now, settled: true };
      return { state: doubts > 0 ? 'unknown' : 'pending', doubts, nextAt, settled: false };
    case 'lost':
      if (doubts > 0) return { state: 'unconfirmed', doubts: doubts + 1, nextAt: now, settled: true };
      return { state: 'unknown', doubts: 1, nextAt, settled: false };
  }
}

/** What a person may do about an e-mail whose arrival is not certain. */
export type MailCareAct = 'acknowledge' | 'resend';

/**
 * Only what waits for a person: an e-mail that nobody could be sent leaves by itself as soon as there is someone, and is not sent again by hand. What was seen
 * may still be sent again.
 */
export function careOf({ state, seenAt }: { readonly state: SendingState; readonly seenAt: Date | null }): MailCareAct[] {
  const seen = seenAt === null ? (['acknowledge'] as const) : [];
  if (state === 'unconfirmed') return [...seen, 'resend'];
  return state === 'nobody' ? [...seen] : [];
}
