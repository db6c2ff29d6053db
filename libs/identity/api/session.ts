import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import 'express-session';
import type { Provider } from '#identity/domain';
import { Problem, type Actor, type HandedOver, type Origin, type ProblemCode } from '#kernel/api';
import type { KnownSession } from './known-session.js';
import { SessionStore } from './session-store.js';
import type { AwaitingFactor } from './sign-in/reauthentication.js';
import type { PastSignIn, PendingSignIn } from './sign-in/pending-sign-ins.js';

/** Who a session belongs to. When it last acted stands in its row: an answer that ends late must not write an ended session again. */
export interface SignedIn {
  readonly personId: string;
  readonly provider: Provider;
  readonly subject: string;
  /** Absent for staff, and until a profile is chosen. */
  readonly profileId?: string;
  readonly startedAt: number;
  readonly csrf: string;
  /** What the provider wants back to sign out without a question. */
  readonly idToken: string;
  readonly handedOver?: HandedOver;
  /** How the provider says that it recognised the person; absent in sessions of before it was kept. */
  readonly proof?: Proof;
  /** From where it was opened; absent in sessions of before it was kept. */
  readonly origin?: Origin;
}

/** How surely, and when, a provider recognised a person: what its ID token says. */
export interface Proof {
  readonly provider: Provider;
  /** Instant in ISO 8601, to the second; absent when the provider does not say. */
  readonly at?: string;
  readonly acr?: string;
  readonly amr: readonly string[];
  /** When our own second factor was given beside; its means stands in `amr`. */
  readonly secondFactorAt?: string;
}

declare module 'express-session' {
  interface SessionData {
    signedIn?: SignedIn;
    pending?: Partial<Record<Provider, PendingSignIn[]>>;
    /** Requests whose answer came, or that waited too long: a tab that brings one is told so, and led where it was going. */
    past?: PastSignIn[];
    /** Whose screen was locked here: anyone who comes in instead is told that it is not theirs. */
    leftBy?: string;
    /** A session ended here that nobody signed out of, or the device was handed to a patient: anyone who signs in here authenticates afresh (charter C3.1, C5.9). */
    mustProve?: true;
    /** The provider recognised the person again for an act that waits for their second factor. */
    awaiting?: AwaitingFactor;
    /** When the person asked to add a second factor: they prove again who they are first. */
    addition?: number;
    /** When they did: for a while, one may be enrolled. */
    mayEnrol?: number;
    /** A second factor that its owner asked to remove: they prove again who they are first. */
    removal?: { readonly factorId: string; readonly askedAt: number };
  }
}

/** What the requests of a signed-in person carry. No `actor`: a stranger, or `signedOutBecause` says why no more. */
export type RequestWithActor = Request & {
  /** What was read with the session, before anything else. */
  known?: KnownSession;
  actor?: Actor;
  /** What opens rights to the actor, as `FactsOfPerson` reads it. */
  facts?: unknown;
  signedOutBecause?: ProblemCode;
};

/** The session of a person who signed in: an id known before is worth nothing. What other tabs asked of a provider is still theirs to come back with. */
export function enterSession(request: Request, signedIn: SignedIn): Promise<void> {
  const asked = askedByTabs(request);
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) return reject(error);
      request.session.signedIn = signedIn;
      Object.assign(request.session, asked);
      request.session.save((failure: unknown) => (failure ? reject(failure) : resolve()));
    });
  });
}

/**
 * The same session, changed and under a new id: in another profile, with a second factor, on a device that goes to a patient; what other tabs asked of a
 * provider does not go with that one. A session that ended meanwhile does not come back by it.
 * @throws Problem `not-signed-in` when it ended.
 */
export async function renewSession(request: Request, signedIn: SignedIn): Promise<void> {
  const asked = askedByTabs(request);
  const goesOn = await storeOf(request).renew(request, (session) => {
    session.signedIn = signedIn;
    if (!signedIn.handedOver) Object.assign(session, asked);
    if (signedIn.handedOver) session.mustProve = true;
  });
  if (!goesOn) throw new Problem('not-signed-in');
}

/** What tabs asked of a provider, and what was answered. */
function askedByTabs({ session: { pending, past } }: Request) {
  return { ...(pending && { pending }), ...(past && { past }) };
}

export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => request.session.destroy((error: unknown) => (error ? reject(error) : resolve())));
}

/** Ends it, and goes on as a stranger who may sign in, by proving who they are. */
export function forgetSession(request: Request): Promise<void> {
  return storeOf(request).forget(request);
}

function storeOf({ sessionStore }: Request): SessionStore {
  if (!(sessionStore instanceof SessionStore)) throw new Error('Sessions are kept by another store.');
  return sessionStore;
}

/** What the client sends back with every write. */
export function newCsrfToken(): string {
  return randomBytes(24).toString('base64url');
}
