import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, Journal, Problem, type Config, type Ctx } from '#kernel/api';
import type { DeviceKeyView, ProfileView, SessionView, SignedInPerson, SignedOutView, StaffRole } from './identity.messages.js';
import { FreshProof } from './fresh-proof.js';
import { PROVIDERS, type Providers } from './providers.js';
import { endSession, forgetSession, newCsrfToken, renewSession, type RequestWithActor, type SignedIn } from './session.js';
import { Authentication } from './sign-in/authentication.js';
import { sessionCookieOf } from './web-sessions.js';
import { IDENTITY_ACTS } from '#identity/domain';
import { say } from './say.js';

/** Who is signed in, where they work, and how they leave. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly authentication: Authentication,
    private readonly freshProof: FreshProof,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PROVIDERS) private readonly providers: Providers,
  ) {}

  async view({ actor, session }: RequestWithActor): Promise<SessionView> {
    const { signedIn } = session;
    if (!actor || !signedIn) return { state: 'signed-out', ...this.installation() };
    if (signedIn.handedOver) {
      const handedOver = { ...signedIn.handedOver, openedBy: actor.name, openedById: actor.personId, provider: signedIn.provider };
      return { state: 'handed-over', handedOver, csrfToken: signedIn.csrf, ...this.installation() };
    }
    if (actor.secondFactor) {
      const person = await personOf(this.dataSource.manager, signedIn.personId);
      return { state: 'second-factor', person, csrfToken: signedIn.csrf, ...this.installation() };
    }
    return this.viewOf(this.dataSource.manager, signedIn, actor.staff?.role as StaffRole | undefined);
  }

  /** Works in another profile, under a new session id. @throws Problem `not-found` for a profile that is not theirs. */
  async choose(ctx: Ctx, request: Request, profileId: string): Promise<SessionView> {
    const { signedIn } = request.session;
    if (!signedIn) throw new Problem('not-signed-in');
    const profile = (await profilesOf(ctx.tx, signedIn.personId)).find(({ id }) => id === profileId);
    if (!profile) throw new Problem('not-found', { detail: say({ code: 'not-your-profile' }) });
    await this.journal.append(ctx, IDENTITY_ACTS.profileChosen, {
      stream: signedIn.personId,
      subject: profile.id,
      details: { centreId: profile.centreId, role: profile.role },
    });
    const next = { ...signedIn, profileId, csrf: newCsrfToken() };
    ctx.afterCommit(() => renewSession(request, next));
    return this.viewOf(ctx.tx, next);
  }

  /** 256 bits of this person, from a secret that the database does not hold: on another device of theirs, the same; for anyone else, another. */
  deviceKey({ actor }: Ctx, questionnaire?: string): DeviceKeyView {
    // Charter C5.9: in the patient's hands, that of their questionnaire alone, which opens nothing that the professional left on the device.
    const formId = actor.handedOver?.formId ?? questionnaire;
    const of = formId === undefined ? `device:${actor.personId}` : `questionnaire:${actor.personId}:${formId}`;
    return { key: createHmac('sha256', this.config.deviceKey).update(of).digest('base64url') };
  }

  /** @throws Problem `not-signed-in`. */
  async lock(ctx: Ctx, request: Request): Promise<void> {
    await this.ends(ctx, request, IDENTITY_ACTS.locked);
    ctx.afterCommit(() => forgetSession(request));
  }

  /** Writes how it ends; from then on this person proves again who they are. */
  private async ends(ctx: Ctx, request: Request, act: typeof IDENTITY_ACTS.locked): Promise<SignedIn> {
    const { signedIn } = request.session;
    if (!signedIn) throw new Problem('not-signed-in');
    const { personId } = signedIn;
    await this.freshProof.demand(ctx.tx, personId);
    await this.journal.append(ctx, act, { stream: personId, subject: personId });
    return signedIn;
  }

  async signOut(ctx: Ctx, request: Request, response: Response): Promise<SignedOutView> {
    const signedIn = await this.ends(ctx, request, IDENTITY_ACTS.signedOut);
    ctx.afterCommit(() => endSession(request));
    const cookie = sessionCookieOf(this.config);
    response.clearCookie(cookie, { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie.startsWith('__Host-') });
    // What pages showed goes; what waits on the device, typed and sealed for its author, is storage and stays (decision 10).
    response.setHeader('Clear-Site-Data', '"cache"');
    const back = `${this.config.publicUrl.replace(/\/$/, '')}/connexion`;
    return { redirectTo: await this.authentication.signOutUrl(signedIn.provider, signedIn.idToken, back) };
  }

  private async viewOf(tx: EntityManager, signedIn: SignedIn, staffRole?: StaffRole): Promise<SessionView> {
    const person = await personOf(tx, signedIn.personId);
    const profiles = await profilesOf(tx, signedIn.personId);
    const profile = profiles.find(({ id }) => id === signedIn.profileId);
    const state = staffRole || profile ? 'signed-in' : profiles.length > 0 ? 'choose-profile' : 'no-profile';
    return {
      state,
      person,
      profiles,
      ...(profile && { profile }),
      ...(staffRole && { staffRole }),
      csrfToken: signedIn.csrf,
      ...this.installation(),
    };
  }

  private installation(): Pick<SessionView, 'idleMinutes' | 'providers' | 'demonstration'> {
    const providers = this.providers.list.map(({ id, label, audience }) => ({ id, label, audience }));
    return { idleMinutes: this.config.idleMinutes, providers, demonstration: this.config.demonstration };
  }
}

async function personOf(tx: EntityManager, id: string): Promise<SignedInPerson> {
  const [row] = await tx.query('SELECT family_name, given_name, email, rpps FROM person WHERE id = $1', [id]);
  const { family_name: familyName, given_name: givenName, email, rpps } = row;
  return { id, name: `${givenName} ${familyName}`, familyName, givenName, email, ...(rpps && { rpps }) };
}

function profilesOf(tx: EntityManager, personId: string): Promise<ProfileView[]> {
  return tx.query(
    `SELECT p.id, p.role, p.centre_id AS "centreId", c.name AS "centreName" FROM profile p JOIN centre c ON c.id = p.centre_id
     WHERE p.person_id = $1 AND p.active ORDER BY c.name, p.role`,
    [personId],
  );
}
