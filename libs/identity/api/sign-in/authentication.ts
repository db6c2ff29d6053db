import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Request, Response } from 'express';
import passport from 'passport';
import type { Provider, SignInRefusal } from '#identity/domain';
import { Health, Problem } from '#kernel/api';
import { PROVIDERS, type ProviderConfig, type Providers } from '../providers.js';
import { discover, type Endpoints } from './endpoints.js';
import { OidcStrategy } from './oidc.strategy.js';
import { pastOf, pendingOf, PendingSignIns, whyUnknown, type PendingSignIn, type SignInAim } from './pending-sign-ins.js';
import { Refusal } from './refusal.js';
import type { Answer } from './tokens.js';

/** A provider's answer, and what it was asked for. */
export interface Authenticated extends Answer {
  readonly provider: ProviderConfig;
  readonly endpoints: Endpoints;
  readonly pending: PendingSignIn;
}

interface Known {
  readonly config: ProviderConfig;
  readonly store: PendingSignIns;
  endpoints?: Endpoints;
}

/** Sends browsers to the identity providers, and reads what they bring back. What it means is for others to say. */
@Injectable()
export class Authentication implements OnModuleInit {
  private readonly providers: ReadonlyMap<string, Known>;

  constructor(
    @Inject(PROVIDERS) { list }: Providers,
    private readonly health: Health,
  ) {
    this.providers = new Map(list.map((config) => [config.id, { config, store: new PendingSignIns(config.id) }]));
  }

  onModuleInit(): void {
    for (const { config } of this.providers.values()) this.health.registerCheck(`identity-${config.id}`, () => discover(config));
  }

  /** @throws Problem `not-found` for a provider that this installation does not have. */
  find(id: string): ProviderConfig {
    return this.known(id).config;
  }

  /** Sends the browser to sign in. @throws Refusal `provider-failed`. */
  async begin(request: Request, response: Response, id: Provider, aim: SignInAim & { loginHint?: string }): Promise<void> {
    const known = this.known(id);
    const endpoints = await this.endpointsOf(known);
    if (aim.fresh || aim.purpose !== 'sign-in') await untilNextSecond();
    const strategy = new OidcStrategy(known.config, endpoints, known.store, aim);
    // Passport knows only one direction here: it redirects, or something is broken.
    passport.authenticate(strategy, { session: false }, () => response.status(500).end())(request, response, () =>
      response.status(500).end(),
    );
  }

  /**
   * Reads what the provider sent the browser back with.
   * @throws Refused
   */
  async finish(request: Request, response: Response, id: string): Promise<Authenticated> {
    const known = this.known(id);
    const { state, code, error } = request.query;
    if (error !== undefined || typeof code !== 'string' || typeof state !== 'string') {
      const pending = known.store.take(request, state);
      throw new Refused(
        !pending ? whyUnknown(request, state) : error === 'access_denied' ? 'cancelled' : 'provider-failed',
        pending ?? pastOf(request, state),
      );
    }
    try {
      const endpoints = await this.endpointsOf(known);
      const answer = await this.run(new OidcStrategy(known.config, endpoints, known.store), request, response);
      const pending = pendingOf(request);
      if (!pending) throw new Refusal('forged-state');
      return { ...answer, provider: known.config, endpoints, pending };
    } catch (thrown) {
      throw new Refused(thrown instanceof Refusal ? thrown.code : 'provider-failed', pendingOf(request) ?? pastOf(request, state));
    }
  }

  /** Where the browser signs out at the provider too; `back` when the provider offers nothing. */
  async signOutUrl(id: Provider, idToken: string, back: string): Promise<string> {
    const known = this.providers.get(id);
    if (!known) return back;
    const { clientId, casLogout } = known.config;
    if (casLogout) return withQuery(casLogout, { client_id: clientId, service: back });
    const endSession = (await this.endpointsOf(known).catch(() => undefined))?.endSession;
    if (!endSession) return back;
    return withQuery(endSession, { client_id: clientId, post_logout_redirect_uri: back, ...(idToken && { id_token_hint: idToken }) });
  }

  private run(strategy: OidcStrategy, request: Request, response: Response): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const done = (error: unknown, answer: Answer | false | undefined, info?: { code?: SignInRefusal }): void => {
        if (answer) return resolve(answer);
        reject(new Refusal(error || !info?.code ? 'provider-failed' : info.code));
      };
      passport.authenticate(strategy, { session: false }, done)(request, response, reject);
    });
  }

  private known(id: string): Known {
    const known = this.providers.get(id);
    if (!known) throw new Problem('not-found');
    return known;
  }

  /** Asked once, and again as long as the provider did not answer. */
  private async endpointsOf(known: Known): Promise<Endpoints> {
    known.endpoints ??= await discover(known.config).catch(() => {
      throw new Refusal('provider-failed');
    });
    return known.endpoints;
  }
}

/** A refusal, and the request it ends: its browser goes back where that began. */
export class Refused extends Refusal {
  constructor(
    code: SignInRefusal,
    readonly pending: Pick<PendingSignIn, 'purpose' | 'returnTo'> | undefined,
  ) {
    super(code);
  }
}

/**
 * `auth_time` counts whole seconds: who authenticated in the second of the click may have done so before it. The browser leaves with the next
 * second, and what comes back with that one, or a later one, came after the click.
 */
function untilNextSecond(): Promise<void> {
  return sleep(1000 - (Date.now() % 1000));
}

function withQuery(address: string, query: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
