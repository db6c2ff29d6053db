import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Provider, SignInRefusal } from '#identity/domain';

/** What a person proves again who they are for. */
export type ProofPurpose = 'signing' | 'adding-factor' | 'removing-factor';

/** What a sign-in is for: a session, or a fresh proof of who is there. */
export interface SignInAim {
  readonly purpose: 'sign-in' | ProofPurpose;
  /** A path of this application: where the browser goes back to. */
  readonly returnTo: string;
  /** Recognising the person is not enough: they authenticate again, now. */
  readonly fresh?: boolean;
  /** For a fresh proof: what it is for (an intent to sign, a factor to remove), and who asked. */
  readonly ref?: string;
  readonly personId?: string;
}

/** One request sent to a provider, waiting for its answer. */
export interface PendingSignIn extends SignInAim {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Instant in ms. */
  readonly askedAt: number;
}

/** A request whose answer came already, or that waited too long for it: what it was for, and where it led. */
export type PastSignIn = Pick<PendingSignIn, 'state' | 'purpose' | 'returnTo' | 'askedAt'> & { readonly lapsed?: true };

interface Context {
  readonly nonce?: string;
}

type Stored = (error: Error | null, state?: string) => void;
type Verified = (error: Error | null, context?: false | Context, detail?: unknown) => void;

/** Several tabs may sign in at once; more than this is not a person. */
const AT_MOST = 5;
const LIFETIME_MS = 30 * 60_000;

/**
 * The state store of the strategy, in the session of the browser that asks: an answer that another browser asked for, that was used
 * already or that comes too late finds nothing that waits; where it was to lead stays known. One list for each provider.
 */
export class PendingSignIns {
  constructor(private readonly provider: Provider) {}

  store(request: Request, { nonce }: Context, aim: SignInAim & { verifier: string }, _meta: unknown, done: Stored): void {
    const state = randomBytes(24).toString('base64url');
    const pending: PendingSignIn = { ...aim, state, nonce: nonce ?? '', askedAt: Date.now() };
    const kept = [...this.list(request).filter(isInTime), pending].slice(-AT_MOST);
    for (const one of this.list(request)) if (!kept.includes(one)) setAside(request, one, { lapsed: true });
    this.keep(request, kept);
    done(null, state);
  }

  verify(request: Request, state: string, done: Verified): void {
    const pending = this.take(request, state);
    if (!pending) return done(null, false, { code: whyUnknown(request, state) });
    answered.set(request, pending);
    done(null, { nonce: pending.nonce }, {});
  }

  /** Takes the request out: an answer serves once, and in its time. */
  take(request: Request, state: unknown): PendingSignIn | undefined {
    const list = this.list(request);
    const found = list.find((one) => one.state === state);
    if (!found) return undefined;
    this.keep(
      request,
      list.filter((one) => one !== found),
    );
    setAside(request, found, isInTime(found) ? {} : { lapsed: true });
    return isInTime(found) ? found : undefined;
  }

  private list(request: Request): readonly PendingSignIn[] {
    return request.session.pending?.[this.provider] ?? [];
  }

  private keep(request: Request, list: PendingSignIn[]): void {
    request.session.pending = { ...request.session.pending, [this.provider]: list };
  }
}

const answered = new WeakMap<Request, PendingSignIn>();

/** The request that this answer answers, once the state was verified. */
export function pendingOf(request: Request): PendingSignIn | undefined {
  return answered.get(request);
}

/** The request that an answer brought again, or too late, belonged to; it stays for a person who goes back in their browser. */
export function pastOf(request: Request, state: unknown): PastSignIn | undefined {
  return request.session.past?.find((one) => one.state === state);
}

/** Why an answer has no request that waits for it, once that was looked for. */
export function whyUnknown(request: Request, state: unknown): SignInRefusal {
  const past = pastOf(request, state);
  if (!past) return 'forged-state';
  return past.lapsed ? 'lapsed-request' : 'used-answer';
}

function isInTime({ askedAt }: PendingSignIn): boolean {
  return Date.now() - askedAt < LIFETIME_MS;
}

function setAside(request: Request, { state, purpose, returnTo, askedAt }: PendingSignIn, how: Pick<PastSignIn, 'lapsed'>): void {
  request.session.past = [...(request.session.past ?? []), { state, purpose, returnTo, askedAt, ...how }].slice(-AT_MOST);
}

/** A proof key (PKCE): kept here, and only its digest travels by the browser. */
export function newVerifier(): string {
  return randomBytes(32).toString('base64url');
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
