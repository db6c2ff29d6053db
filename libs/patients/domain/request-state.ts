import { asksOpinion, type Ground } from './ground.js';

/** Where a request stands (domain of the FAT). `draft` and `more-asked` are being typed; `granted`, `refused`, `cancelled` are final. */
export const REQUEST_STATES = ['draft', 'completed', 'half-signed', 'sent', 'more-asked', 'granted', 'refused', 'cancelled'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_EVENTS = ['complete', 'reopen', 'sign', 'void', 'ask-more', 'grant', 'refuse', 'cancel'] as const;
export type RequestEvent = (typeof REQUEST_EVENTS)[number];

/** The two signatures of a FAT, and of nothing else (charter C5.6); of an inclusion form, those that its protocol says (R7). */
export const SIGNERS = ['prescriber', 'pharmacist'] as const;
export type Signer = (typeof SIGNERS)[number];

export function isSigner(role: unknown): role is Signer {
  return SIGNERS.some((each) => each === role);
}

/** Who is expected to act next. */
export type Awaited = 'entry' | Signer | 'holder';

/** What decides between two outcomes of one event. */
export interface RequestFacts {
  /** Signatures that stand once the event happened. */
  readonly signed: readonly Signer[];
  /** Whether the holder has ever received it. */
  readonly sentBefore: boolean;
  /** On what it opens: the holder's opinion when not given. */
  readonly ground?: Ground;
  /** Whose signatures its form bears: both, as of every FAT, when not given (charter C5.6, R7). */
  readonly signers?: readonly Signer[];
}

/** Two outcomes that depend on the facts: as many signatures as stand, and back to typing. */
type Target = RequestState | 'as-signed' | 'being-typed';

/**
 * Which event may happen in which state, and where it leads. Whichever signature comes second sends the request (charter P1), or opens the enrolment where no opinion
 * is asked for (R7). After « more asked for », completing sends again when no signature was voided by the additions.
 */
const MACHINE: Readonly<Record<RequestState, Partial<Readonly<Record<RequestEvent, Target>>>>> = {
  draft: { complete: 'as-signed', void: 'draft', cancel: 'cancelled' },
  completed: { reopen: 'being-typed', sign: 'as-signed', void: 'completed', cancel: 'cancelled' },
  'half-signed': { reopen: 'being-typed', sign: 'as-signed', void: 'as-signed', cancel: 'cancelled' },
  sent: { 'ask-more': 'more-asked', grant: 'granted', refuse: 'refused', cancel: 'cancelled' },
  'more-asked': { complete: 'as-signed', void: 'more-asked', cancel: 'cancelled' },
  granted: {},
  refused: {},
  cancelled: {},
};

/** Whether the event may happen at all in this state. */
export function allows(state: RequestState, event: RequestEvent): boolean {
  return MACHINE[state][event] !== undefined;
}

/** The state after the event; undefined when it may not happen. */
export function stateAfter(state: RequestState, event: RequestEvent, facts: RequestFacts): RequestState | undefined {
  const target = MACHINE[state][event];
  if (target === 'being-typed') return facts.sentBefore ? 'more-asked' : 'draft';
  if (target === 'as-signed') return asSigned(facts);
  return target;
}

function asSigned({ signed, ground = 'holder-opinion', signers = SIGNERS }: RequestFacts): RequestState {
  const missing = signers.filter((role) => !signed.includes(role));
  if (missing.length === signers.length) return 'completed';
  if (missing.length > 0) return 'half-signed';
  return asksOpinion(ground) ? 'sent' : 'granted';
}

/** Who is expected to act in that state. @param signers whose signatures its form bears */
export function awaitsOf(state: RequestState, signed: readonly Signer[], signers: readonly Signer[] = SIGNERS): Awaited[] {
  switch (state) {
    case 'draft':
    case 'more-asked':
      return ['entry'];
    case 'completed':
    case 'half-signed':
      return signers.filter((role) => !signed.includes(role));
    case 'sent':
      return ['holder'];
    default:
      return [];
  }
}

/** States in which the FAT may be typed: once sent it is the holder's turn, and a settled request keeps what was decided on. */
export function isWritable(state: RequestState): boolean {
  return ['draft', 'completed', 'half-signed', 'more-asked'].includes(state);
}
