import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { localPath } from '#identity/domain';
import { Problem, type Actor } from '#kernel/api';
import type { Proof, RequestWithActor } from '../session.js';
import { Authentication, type Authenticated } from './authentication.js';
import { proofOf } from './proof.js';
import { Refusal } from './refusal.js';

/**
 * What is done once the person proved again who they are. `ref` is what `begin` was given; the answer is where the browser goes. It throws
 * a Problem: the browser goes back with its code.
 */
export type Reauthenticated = (actor: Actor, ref: string, proof: Proof) => Promise<string>;

/** What a fresh proof is asked for. */
export interface ReauthenticationAim {
  /** What the proof is for: one-time, and the handler's to check. */
  readonly ref: string;
  readonly purpose: 'signing';
  /** A path of this application, where the browser goes back to when it fails. */
  readonly returnTo: string;
}

/** Asks the provider of the session to authenticate the person again. Never a new session: the one that asked goes on. */
@Injectable()
export class Reauthentication {
  private readonly handlers = new Map<string, Reauthenticated>();

  constructor(private readonly authentication: Authentication) {}

  /** Declares what follows. Called once, when a module starts. */
  on(purpose: 'signing', handler: Reauthenticated): void {
    this.handlers.set(purpose, handler);
  }

  /**
   * Sends the browser to the provider of the session; when the provider does not answer, back to `returnTo` with the reason.
   * @throws Problem `not-signed-in`.
   */
  async begin(request: Request, response: Response, { ref, purpose, returnTo }: ReauthenticationAim): Promise<void> {
    const signedIn = request.session.signedIn;
    if (!signedIn) throw new Problem('not-signed-in');
    const { provider, personId, subject } = signedIn;
    const page = localPath(returnTo);
    // Pro Santé Connect identifies by card: a name typed beforehand would only mislead.
    const hint = provider === 'psc' ? {} : { loginHint: subject };
    try {
      await this.authentication.begin(request, response, provider, { purpose, ref, personId, returnTo: page, ...hint });
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      response.redirect(`${page}${page.includes('?') ? '&' : '?'}probleme=${thrown.code}`);
    }
  }

  /**
   * The same person, by the same provider, after the click: only then is it done.
   * @throws Refusal `session-expired`, `other-person`, `not-fresh`.
   */
  async conclude(request: RequestWithActor, { claims, pending, provider }: Authenticated): Promise<string> {
    const { actor } = request;
    const signedIn = request.session.signedIn;
    if (!actor || !signedIn) throw new Refusal('session-expired');
    const same = signedIn.provider === provider.id && signedIn.subject === claims.sub && signedIn.personId === pending.personId;
    if (!same) throw new Refusal('other-person');
    if (freshAuthentication({ claims, pending }) === undefined) throw new Refusal('not-fresh');
    const handler = this.handlers.get(pending.purpose);
    if (!handler) throw new Error(`Nothing follows a proof for ${pending.purpose}.`);
    return handler(actor, pending.ref ?? '', proofOf(provider.id, claims));
  }
}

/** When the person authenticated, if that was after they were asked to; a provider may ignore `max_age`. */
export function freshAuthentication({ claims, pending }: Pick<Authenticated, 'claims' | 'pending'>): Date | undefined {
  const at = claims['auth_time'];
  // `auth_time` has no fractions: the second of the click itself is after it.
  return typeof at === 'number' && at >= Math.floor(pending.askedAt / 1000) ? new Date(at * 1000) : undefined;
}
