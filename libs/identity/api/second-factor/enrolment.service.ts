import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { FactorMeans } from '#identity/domain';
import { CONFIG, Journal, Problem, type Actor, type Config, type Ctx } from '#kernel/api';
import { newCsrfToken, renewSession, type SignedIn } from '../session.js';
import { newSecret, stepOf, toEnrol } from './codes.js';
import { withFactor } from './factor-gate.js';
import { FactorStore } from './factor.store.js';
import { Passkeys, type Answered } from './passkeys.js';
import { openSecret, sealSecret } from './sealed-secret.js';
import type { AppQuestion, EnrolApp, EnrolPasskey, PasskeyQuestion } from './second-factor.messages.js';
import { IDENTITY_ACTS } from '#identity/domain';
import { say, type IdentityAnswer } from '../say.js';

/** More than this is not a person. */
const AT_MOST = 10;

/** How a person comes to have a second factor: what they make is proved once before it is kept, and counts for the session that made it. */
@Injectable()
export class FactorEnrolment {
  constructor(
    private readonly store: FactorStore,
    private readonly passkeys: Passkeys,
    private readonly journal: Journal,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem `conflict` without a fresh proof. */
  async askPasskey({ tx, actor }: Ctx, request: Request): Promise<PasskeyQuestion> {
    demandMayEnrol(actor, request);
    const known = await this.store.passkeys(tx, actor.personId);
    const options = await this.passkeys.toEnrol({ id: actor.personId, name: actor.name }, known);
    await this.store.ask(tx, actor.sessionId, 'enrol-passkey', { challenge: options.challenge });
    return { options: { ...options } };
  }

  /** @throws Problem `conflict` without a fresh proof, without a question or with too many factors, `invalid-request` for an answer that is none. */
  async addPasskey(ctx: Ctx, request: Request, { label, credential }: EnrolPasskey): Promise<void> {
    const { tx, actor } = ctx;
    demandMayEnrol(actor, request);
    await this.demandRoom(ctx);
    const question = await this.store.take(tx, actor.sessionId, 'enrol-passkey');
    if (!question?.challenge) throw unasked();
    const made = await this.passkeys.enrolled(credential as Answered, question.challenge);
    if (!made) throw wrong('credential', { code: 'passkey-unusable' });
    const id = await this.store.addPasskey(tx, actor.personId, { ...made, label });
    if (!id) throw new Problem('conflict', { detail: say({ code: 'passkey-exists' }) });
    await this.enrolled(ctx, request, { id, means: made.stays ? 'hwk' : 'swk' });
  }

  /** @throws Problem `conflict` without a fresh proof. */
  async askApp({ tx, actor }: Ctx, request: Request): Promise<AppQuestion> {
    demandMayEnrol(actor, request);
    const secret = newSecret();
    await this.store.ask(tx, actor.sessionId, 'enrol-app', { secret: sealSecret(this.config.factorKey, actor.personId, secret) });
    return toEnrol(secret, actor.name);
  }

  /** A wrong code leaves the question as it stands. @throws Problem `conflict`, `invalid-request`. */
  async addApp(ctx: Ctx, request: Request, { label, code }: EnrolApp): Promise<void> {
    const { tx, actor } = ctx;
    demandMayEnrol(actor, request);
    await this.demandRoom(ctx);
    const question = await this.store.take(tx, actor.sessionId, 'enrol-app');
    if (!question?.secret) throw unasked();
    const secret = openSecret(this.config.factorKey, actor.personId, question.secret);
    if (!secret) throw unasked();
    const step = stepOf(secret, code, Date.now());
    if (step === undefined) throw wrong('code', { code: 'code-wrong-or-late' });
    const id = await this.store.addApp(tx, actor.personId, { label, secret: question.secret, lastStep: step });
    await this.enrolled(ctx, request, { id, means: 'otp' });
  }

  private async demandRoom({ tx, actor }: Ctx): Promise<void> {
    await this.store.lock(tx, actor);
    const count = (await this.store.list(tx, actor.personId)).length;
    // Anyone who has one gives it: what is added in its place before it is given is not theirs for sure.
    if (count > 0 && actor.secondFactor) throw new Problem('second-factor', { rule: 'C3.1' });
    if (count >= AT_MOST) throw new Problem('conflict', { detail: say({ code: 'factors-at-most', params: { most: AT_MOST } }) });
  }

  /** From the commit on the session is one that gave it, under a new id. */
  private async enrolled(ctx: Ctx, request: Request, { id, means }: { readonly id: string; readonly means: FactorMeans }): Promise<void> {
    const { personId } = ctx.actor;
    await this.store.known(ctx.tx, personId, ctx.origin?.address);
    await this.journal.append(ctx, IDENTITY_ACTS.factorEnrolled, { stream: personId, subject: id, details: { means } });
    const { signedIn } = request.session;
    if (!signedIn) throw new Problem('not-signed-in');
    ctx.afterCommit(() => renewSession(request, strengthened(signedIn, means)));
  }
}

/** What is not enrolled so long after the fresh proof asks for another one. */
const MAY_ENROL_MS = 10 * 60_000;

/** Whether a factor may be enrolled in this session: one is demanded before anything else, or its person proved again who they are, for this. */
export function mayEnrol({ secondFactor }: Pick<Actor, 'secondFactor'>, { session }: Pick<Request, 'session'>): boolean {
  return secondFactor === 'to-enrol' || (session.mayEnrol !== undefined && Date.now() - session.mayEnrol < MAY_ENROL_MS);
}

/** @throws Problem `conflict`. */
function demandMayEnrol(actor: Actor, request: Request): void {
  if (mayEnrol(actor, request)) return;
  throw new Problem('conflict', {
    detail: say({ code: 'prove-yourself' }),
    rule: 'C3.1',
  });
}

/** The same session, now that its person gave a second factor. */
export function strengthened(signedIn: SignedIn, means: FactorMeans): SignedIn {
  return { ...signedIn, csrf: newCsrfToken(), proof: withFactor(signedIn.proof ?? { provider: signedIn.provider, amr: [] }, means) };
}

export function wrong(path: string, says: IdentityAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path, message: say(says) }] });
}

export function unasked(): Problem {
  return new Problem('conflict', { detail: say({ code: 'question-is-over', params: { from: 'here' } }) });
}
