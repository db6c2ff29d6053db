import type { Request } from 'express';
import { Strategy, type AuthenticateOptions, type SessionStore } from 'passport-openidconnect';
import type { ProviderConfig } from '../providers.js';
import type { Endpoints } from './endpoints.js';
import { challengeOf, newVerifier, pendingOf, type PendingSignIns, type SignInAim } from './pending-sign-ins.js';
import { Refusal } from './refusal.js';
import { readTokens, type Answer } from './tokens.js';

type TokensRead = (error: unknown, accessToken?: string, refreshToken?: string, tokens?: object) => void;

/**
 * passport-openidconnect with what it leaves out (docs/decisions/0004-sign-in.md): a proof key (PKCE), several tabs, a fresh authentication on demand; the tokens
 * are asked for and verified by openid-client (tokens.ts). The profile is not its own to fetch: userinfo.ts does, and checks whose it is. One object for each request.
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
    return (_code: string, _params: object, done: TokensRead): void => {
      this.readTokens(request)
        .then((answer) => {
          this.answer = answer;
          done(null, answer.accessToken, undefined, { id_token: answer.idToken });
        })
        .catch((error: unknown) => this.fail({ code: error instanceof Refusal ? error.code : 'provider-failed' }, 403));
    };
  }

  /** @throws Refusal. */
  private async readTokens(request: Request): Promise<Answer> {
    const pending = pendingOf(request);
    if (!pending) throw new Refusal('forged-state');
    return readTokens(this.provider, this.endpoints.client, new URL(request.originalUrl, this.provider.callback).search.slice(1), pending);
  }
}
