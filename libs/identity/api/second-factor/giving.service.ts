import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { IDENTITY_ACTS, isNewCode, pauseAfter, type FactorMeans } from '#identity/domain';
import { CONFIG, Journal, OwnTransactions, Problem, type Config, type Ctx } from '#kernel/api';
import { renewSession } from '../session.js';
import { Reauthentication } from '../sign-in/reauthentication.js';
import { stepOf } from './codes.js';
import { strengthened, unasked, wrong } from './enrolment.service.js';
import { FactorStore, type App } from './factor.store.js';
import { Passkeys, type Answered } from './passkeys.js';
import { openSecret } from './sealed-secret.js';
import type { FactorGiven, PasskeyQuestion } from './second-factor.messages.js';
import { type DetailsOf } from '#kernel/domain';
import { say } from '../say.js';

/** What came of one try. Kept whatever is answered: a wrong code counts. */
type Outcome = { readonly means: FactorMeans } | { readonly refused: Problem; readonly waitSeconds?: number };

interface ReadableApp {
  readonly app: App;
  readonly secret: Buffer;
}

/** How a person gives the second factor that they have: at each sign-in, and with each fresh proof. */
@Injectable()
export class FactorGiving {
  private readonly logger = new Logger(FactorGiving.name);

  constructor(
    private readonly store: FactorStore,
    private readonly passkeys: Passkeys,
    private readonly journal: Journal,
    private readonly own: OwnTransactions,
    private readonly reauthentication: Reauthentication,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem `conflict` when nothing waits for it, or the person has no passkey. */
  async askPasskey({ tx, actor }: Ctx, request: Request): Promise<PasskeyQuestion> {
    this.demandAsked(actor, request);
    const known = await this.store.passkeys(tx, actor.personId);
    if (known.length === 0) throw new Problem('conflict', { detail: say({ code: 'no-passkey' }) });
    const options = await this.passkeys.toGive(known);
    await this.store.ask(tx, actor.sessionId, 'give-passkey', { challenge: options.challenge });
    return { options: { ...options } };
  }

  /** @throws Problem `conflict` without a question, `invalid-request` for what is no answer of a passkey of theirs. */
  async givePasskey(ctx: Ctx, request: Request, credential: Answered): Promise<FactorGiven> {
    this.demandAsked(ctx.actor, request);
    return this.conclude(ctx, request, await this.inTransaction(ctx, (own) => this.tryPasskey(own, credential, ctx.origin?.address)));
  }

  /** @throws Problem `conflict`, `invalid-request` for a wrong code or one that has served, `too-many-requests` after too many. */
  async giveCode(ctx: Ctx, request: Request, code: string, mustWait: (seconds: number) => void): Promise<FactorGiven> {
    this.demandAsked(ctx.actor, request);
    const outcome = await this.inTransaction(ctx, (own) => this.tryCode(own, code, ctx.origin?.address));
    if ('waitSeconds' in outcome && outcome.waitSeconds) mustWait(outcome.waitSeconds);
    return this.conclude(ctx, request, outcome);
  }

  /** @throws Problem `conflict`. */
  private demandAsked(actor: Ctx['actor'], request: Request): void {
    if (actor.secondFactor !== 'to-give' && !this.reauthentication.awaited(request))
      throw new Problem('conflict', { detail: say({ code: 'no-factor-asked' }) });
  }

  private inTransaction(ctx: Ctx, act: (own: Ctx) => Promise<Outcome>): Promise<Outcome> {
    return this.own.inTransaction(ctx.actor, ctx.requestId, act);
  }

  private async tryPasskey(ctx: Ctx, credential: Answered, address: string | undefined): Promise<Outcome> {
    const { tx, actor } = ctx;
    await this.store.lock(tx, actor);
    const question = await this.store.take(tx, actor.sessionId, 'give-passkey');
    if (!question?.challenge) return { refused: unasked() };
    const given = await this.passkeys.given(credential, question.challenge, await this.store.passkeys(tx, actor.personId));
    if (!given || !(await this.store.usedPasskey(tx, given.passkey, given.counter))) {
      await this.refused(ctx, { kind: 'passkey' });
      return { refused: wrong('credential', { code: 'passkey-unknown' }) };
    }
    await this.store.known(tx, actor.personId, address);
    const means = given.passkey.stays ? 'hwk' : 'swk';
    await this.given(ctx, given.passkey.id, means);
    return { means };
  }

  private async tryCode(ctx: Ctx, code: string, address: string | undefined): Promise<Outcome> {
    const { tx, actor } = ctx;
    await this.store.lock(tx, actor);
    const network = await this.store.networkOf(tx, actor.personId, address);
    const { failures, waitSeconds } = await this.store.brake(tx, actor.personId, network);
    if (waitSeconds > 0) return { refused: braked(waitSeconds), waitSeconds };
    const apps = await this.store.apps(tx, actor.personId);
    const readable = this.readable(actor.personId, apps);
    if (apps.length > 0 && readable.length === 0) return { refused: unreadable() };
    const found = this.find(readable, code);
    if (found && isNewCode(found.step, found.app.lastStep)) {
      await this.store.usedApp(tx, found.app.id, found.step);
      await this.store.release(tx, actor.personId, network);
      await this.store.known(tx, actor.personId, address);
      await this.given(ctx, found.app.id, 'otp');
      return { means: 'otp' };
    }
    const pause = pauseAfter(failures + 1);
    await this.store.refuse(tx, actor.personId, network, failures + 1, pause);
    await this.refused(ctx, { kind: 'app', failures: failures + 1 });
    if (pause > 0) return { refused: braked(pause), waitSeconds: pause };
    return {
      refused: wrong('code', { code: found ? 'code-used' : 'code-wrong' }),
    };
  }

  /** Those whose secret opens: under another `FACTOR_KEY` it does not, and that one does not hide the others. */
  private readable(personId: string, apps: readonly App[]): ReadableApp[] {
    return apps.flatMap((app) => {
      const secret = openSecret(this.config.factorKey, personId, app.secret);
      if (!secret)
        this.logger.error({ message: 'The secret of an authenticator app cannot be read: FACTOR_KEY is another one.', id: app.id });
      return secret ? [{ app, secret }] : [];
    });
  }

  /** By which app of theirs, and for which half minute, a code is right. */
  private find(apps: readonly ReadableApp[], code: string): { readonly app: App; readonly step: number } | undefined {
    const now = Date.now();
    for (const { app, secret } of apps) {
      const step = stepOf(secret, code, now);
      if (step !== undefined) return { app, step };
    }
    return undefined;
  }

  /** The act that waited is done; without one, the session is another one from now on: an id known before is worth nothing. */
  private async conclude({ actor }: Ctx, request: Request, outcome: Outcome): Promise<FactorGiven> {
    if ('refused' in outcome) throw outcome.refused;
    const redirectTo = await this.reauthentication.resume(request, actor, outcome.means);
    if (redirectTo !== undefined) return { redirectTo };
    const { signedIn } = request.session;
    if (!signedIn) throw new Problem('not-signed-in');
    await renewSession(request, strengthened(signedIn, outcome.means));
    return {};
  }

  private async given(ctx: Ctx, subject: string, means: FactorMeans): Promise<void> {
    await this.journal.append(ctx, IDENTITY_ACTS.factorGiven, { stream: ctx.actor.personId, subject, details: { means } });
  }

  /** Which one they meant is not known. */
  private async refused(ctx: Ctx, details: DetailsOf<typeof IDENTITY_ACTS.factorRefused>): Promise<void> {
    const { personId } = ctx.actor;
    await this.journal.append(ctx, IDENTITY_ACTS.factorRefused, { stream: personId, subject: personId, details });
  }
}

function unreadable(): Problem {
  return new Problem('conflict', {
    detail: say({ code: 'app-unreadable' }),
    rule: 'C3.1',
  });
}

function braked(seconds: number): Problem {
  return new Problem('too-many-requests', { detail: say({ code: 'too-many-codes', params: { seconds } }) });
}
