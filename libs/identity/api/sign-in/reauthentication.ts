import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { localPath, type FactorMeans } from '#identity/domain';
import { Problem, type Actor } from '#kernel/api';
import { FactorGate, factorPage, withFactor } from '../second-factor/factor-gate.js';
import type { Proof, RequestWithActor } from '../session.js';
import { Authentication, type Authenticated } from './authentication.js';
import { leadTo } from './lead-to.js';
import type { ProofPurpose } from './pending-sign-ins.js';
import { proofOf } from './proof.js';
import { Refusal } from './refusal.js';

/**
 * What is done once the person proved again who they are. `ref` is what `begin` was given; the answer is where the browser goes. It throws
 * a Problem: the browser goes back with its code.
 */
export type Reauthenticated = (actor: Actor, ref: string, proof: Proof, request: Request) => Promise<string>;

/** What a fresh proof is asked for. */
export interface ReauthenticationAim {
  /** What the proof is for: one-time, and the handler's to check. */
  readonly ref: string;
  readonly purpose: ProofPurpose;
  /** A path of this application, where the browser goes back to when it fails. */
  readonly returnTo: string;
}

/** An act for which the provider recognised the person again, and which waits for their second factor. */
export interface AwaitingFactor extends ReauthenticationAim {
  readonly proof: Proof;
  readonly since: number;
}

/** What waits longer is asked for again. */
const AWAITS_MS = 5 * 60_000;

/** Asks the provider of the session to authenticate the person again. Never a new session: the one that asked goes on. */
@Injectable()
export class Reauthentication {
  private readonly logger = new Logger(Reauthentication.name);
  private readonly handlers = new Map<string, Reauthenticated>();

  constructor(
    private readonly authentication: Authentication,
    private readonly gate: FactorGate,
  ) {}

  /** Declares what follows. Called once, when a module starts. */
  on(purpose: ProofPurpose, handler: Reauthenticated): void {
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
      leadTo(response, withProblem(page, thrown.code));
    }
  }

  /**
   * The same person, by the same provider, after the click, and with their second factor where one is asked of them: only then is it done.
   * @throws Refusal `session-expired`, `other-person`, `not-fresh`, `weak-authentication`.
   */
  async conclude(request: RequestWithActor, { claims, pending, provider }: Authenticated): Promise<string> {
    const { actor } = request;
    const signedIn = request.session.signedIn;
    if (!actor || actor.secondFactor || !signedIn) throw new Refusal('session-expired');
    const same = signedIn.provider === provider.id && signedIn.subject === claims.sub && signedIn.personId === pending.personId;
    if (!same) throw new Refusal('other-person');
    if (freshAuthentication({ claims, pending }) === undefined) throw new Refusal('not-fresh');
    const { purpose, ref = '', returnTo } = pending;
    if (purpose === 'sign-in') throw new Error('A sign-in is no fresh proof.');
    const proof = proofOf(provider.id, claims);
    const due = await this.gate.due(signedIn.personId, proof);
    // The session proved two factors, the fresh proof only one, and there is none of ours to give.
    if (due === 'to-enrol') throw new Refusal('weak-authentication');
    if (due === undefined) return this.follow(request, actor, { purpose, ref, proof });
    request.session.awaiting = { purpose, ref, returnTo, proof, since: Date.now() };
    return factorPage(returnTo);
  }

  /** What waits for the second factor in this session. */
  awaited({ session }: Request): ProofPurpose | undefined {
    return session.awaiting && Date.now() - session.awaiting.since < AWAITS_MS ? session.awaiting.purpose : undefined;
  }

  /** Does what waited, now that the second factor was given too. @returns where the browser goes; undefined when nothing waited. */
  async resume(request: Request, actor: Actor, means: FactorMeans): Promise<string | undefined> {
    const { awaiting } = request.session;
    if (!awaiting || this.awaited(request) === undefined) return undefined;
    delete request.session.awaiting;
    try {
      return await this.follow(request, actor, { ...awaiting, proof: withFactor(awaiting.proof, means) });
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      this.logger.warn({ message: 'What waited for a second factor was refused.', code: thrown.code });
      return withProblem(awaiting.returnTo, thrown.code);
    }
  }

  private follow(
    request: Request,
    actor: Actor,
    { purpose, ref, proof }: Pick<AwaitingFactor, 'purpose' | 'ref' | 'proof'>,
  ): Promise<string> {
    const handler = this.handlers.get(purpose);
    if (!handler) throw new Error(`Nothing follows a proof for ${purpose}.`);
    return handler(actor, ref, proof, request);
  }
}

function withProblem(page: string, code: string): string {
  return `${page}${page.includes('?') ? '&' : '?'}probleme=${code}`;
}

/** When the person authenticated, if that was after they were asked to; a provider may ignore `max_age`. */
export function freshAuthentication({ claims, pending }: Pick<Authenticated, 'claims' | 'pending'>): Date | undefined {
  const at = claims['auth_time'];
  // `auth_time` has no fractions: the second of the click itself is after it.
  return typeof at === 'number' && at >= Math.floor(pending.askedAt / 1000) ? new Date(at * 1000) : undefined;
}
