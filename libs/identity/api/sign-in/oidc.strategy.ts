import type { Request } from 'express';
import type { JWTPayload } from 'jose';
import { Strategy, type AuthenticateOptions, type SessionStore } from 'passport-openidconnect';
import type { ProviderConfig } from '../providers.js';
import { askProvider, type Endpoints } from './endpoints.js';
import { verifyIdToken } from './id-token.js';
import { challengeOf, newVerifier, pendingOf, type PendingSignIns, type SignInAim } from './pending-sign-ins.js';
import { Refusal } from './refusal.js';

/** What the provider answered, verified. */
export interface Answer {
  readonly claims: JWTPayload & { readonly sub: string };
  readonly accessToken: string;
  readonly idToken: string;
}

interface Tokens {
  readonly access_token?: unknown;
  readonly id_token?: unknown;
}

type TokensRead = (error: unknown, accessToken?: string, refreshToken?: string, tokens?: object) => void;

/**
 * passport-openidconnect with what it leaves out (docs/decisions/0004-sign-in.md): a proof key (PKCE), the signature of the ID token, several tabs, a fresh
 * authentication on demand. The profile is not its own to fetch: userinfo.ts does, and checks whose it is. One object for each request.
 */
export class OidcStrategy extends Strategy {
  private verifier = '';
  private answer: Answer | undefined;

  /** @param aim What a request is for; an answer needs none. */
  constructor(
    private readonly provider: ProviderConfig,
    private readonly endpoints: Endpoints,
    store: PendingSignIns,
    private readonly aim?: SignInAim & { readonly loginHint?: string },
  ) {
    super(
      {
        issuer: provider.issuer,
        authorizationURL: endpoints.authorization,
        tokenURL: endpoints.token,
        userInfoURL: endpoints.userinfo,
        callbackURL: provider.callback,
        clientID: provider.clientId,
        clientSecret: provider.clientSecret,
        scope: [...provider.scope],
        ...(provider.acr.length > 0 && { acrValues: provider.acr.join(' ') }),
        nonce: 'always',
        skipUserProfile: true,
        store: store as unknown as SessionStore,
      },
      (_issuer: string, _profile: unknown, done: (error: Error | null, answer?: Answer) => void) => done(null, this.answer),
    );
  }

  override authenticate(request: Request, options: AuthenticateOptions = {}): void {
    this.verifier = newVerifier();
    Object.assign(this._oauth2, { getOAuthAccessToken: this.exchange(request) });
    super.authenticate(request, { ...options, state: { ...this.aim, verifier: this.verifier } });
  }

  override authorizationParams(): object {
    const proof = { code_challenge: challengeOf(this.verifier), code_challenge_method: 'S256' };
    if (!this.aim || (this.aim.purpose === 'sign-in' && !this.aim.fresh)) return proof;
    const { loginHint } = this.aim;
    return { ...proof, max_age: this.aim.fresh ? 0 : 1, prompt: 'login', ...(loginHint && { login_hint: loginHint }) };
  }

  /** The library asks for tokens by this call; it gets only those that were verified. */
  private exchange(request: Request) {
    return (code: string, _params: object, done: TokensRead): void => {
      this.readTokens(request, code)
        .then((answer) => {
          this.answer = answer;
          done(null, answer.accessToken, undefined, { id_token: answer.idToken });
        })
        .catch((error: unknown) => this.fail({ code: error instanceof Refusal ? error.code : 'provider-failed' }, 403));
    };
  }

  /** @throws Refusal. */
  private async readTokens(request: Request, code: string): Promise<Answer> {
    const pending = pendingOf(request);
    if (!pending) throw new Refusal('forged-state');
    const { callback, clientId, clientSecret } = this.provider;
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      client_id: clientId,
      client_secret: clientSecret,
      code_verifier: pending.verifier,
    });
    const response = await askProvider(this.endpoints.token, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (!response.ok) throw new Refusal('provider-failed');
    const { access_token: accessToken, id_token: idToken } = (await response.json()) as Tokens;
    if (typeof accessToken !== 'string' || typeof idToken !== 'string') throw new Refusal('provider-failed');
    const claims = await verifyIdToken(idToken, this.provider, this.endpoints, pending.nonce, accessToken);
    return { claims, accessToken, idToken };
  }
}
