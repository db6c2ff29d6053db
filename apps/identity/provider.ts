import { Provider } from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { JWK } from 'jose';
import { ACCOUNTS } from './accounts.js';
import type { ProviderName } from './accounts.js';
import { FaultBox, TOKEN_FAULTS, forge } from './faults.js';
import { signingKey } from './keys.js';
import { messagePage, signOutPage } from './pages.js';
import { memoryStore } from './store.js';

/** The client that Passerelle is for every provider. */
export const CLIENT_ID = 'passerelle';

/** What a stand-in is built from. */
export interface ProviderOptions {
  readonly name: ProviderName;
  readonly issuer: string;
  /** Where Passerelle stands, without a final slash. */
  readonly appUrl: string;
  readonly clientSecret: string;
  readonly key: JWK;
  readonly cookieSecret: string;
}

/** One provider: the certified server, its sign-in accounts, and the faults that tests put in wait. */
export interface StandIn {
  readonly name: ProviderName;
  readonly server: Provider;
  readonly faults: FaultBox;
}

const SCOPES: Readonly<Record<ProviderName, Configuration['claims']>> = {
  plage: {
    profile: ['given_name', 'family_name'],
    email: ['email', 'email_verified'],
    address: ['address'],
    phone: ['phone_number', 'phone_number_verified'],
    profile_atih: ['profile_atih'],
  },
  psc: {
    scope_all: [
      'preferred_username',
      'given_name',
      'family_name',
      'SubjectNameID',
      'SubjectRole',
      'SubjectOrganization',
      'SubjectOrganizationID',
      'Secteur_Activite',
      'Palier_Authentification',
      'otherIds',
      'SubjectRefPro',
    ],
  },
  operateur: { profile: ['given_name', 'family_name'], email: ['email', 'email_verified'] },
};

/** Builds the stand-in of one provider. */
export async function makeStandIn(options: ProviderOptions): Promise<StandIn> {
  const { name, issuer } = options;
  const server = new Provider(issuer, configure(options));
  const faults = new FaultBox();
  const foreign = await signingKey(name);
  // Behind Passerelle's own address: the server says that address, whatever the connection it was reached by.
  server.proxy = true;
  server.use(async (ctx, next) => {
    await next();
    const { route } = (ctx as KoaContextWithOIDC).oidc ?? {};
    if (ctx.status === 200 && route === 'token') await spoilToken(ctx, faults, options, foreign);
    if (ctx.status === 200 && route === 'userinfo') answerUserinfo(ctx, faults, name);
  });
  return { name, server, faults };
}

function configure({ name, appUrl, clientSecret, key, cookieSecret }: ProviderOptions): Configuration {
  const claims = SCOPES[name] ?? {};
  const cookie = (purpose: string) => `identity_${name}_${purpose}`;
  return {
    adapter: memoryStore(),
    jwks: { keys: [key] },
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`${appUrl}/api/v1/sign-in/${name}/callback`],
        post_logout_redirect_uris: [`${appUrl}/connexion`],
        require_auth_time: true,
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', ...Object.keys(claims)],
    claims: { openid: ['sub', 'amr'], acr: null, auth_time: null, ...claims },
    ...(name === 'psc' && { acrValues: ['eidas1'] }),
    cookies: {
      keys: [cookieSecret],
      names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
      long: { path: `/identity/${name}`, sameSite: 'lax', httpOnly: true },
      short: { sameSite: 'lax', httpOnly: true },
    },
    interactions: { url: (_ctx, interaction) => `/identity/${name}/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(name, form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = messagePage(name, 'Vous êtes déconnecté', 'Votre session est terminée.', `${appUrl}/connexion`);
        },
      },
    },
    // Real access tokens of Pro Santé Connect last a minute: nothing may lean on them as a session.
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 3600, Interaction: 1800, Session: 8 * 3600, Grant: 8 * 3600 },
    findAccount: (_ctx, subject) => {
      const account = ACCOUNTS[name].find(({ claims: { sub } }) => sub === subject);
      return account && { accountId: subject, claims: () => account.claims };
    },
    loadExistingGrant: grantWithoutAsking,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = messagePage(name, 'La connexion n’a pas abouti', out.error_description ?? out.error, `${appUrl}/connexion`);
    },
  };
}

/** Nobody is asked to consent: the employer has, for all of them. */
async function grantWithoutAsking({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider, params } = oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known ? await provider.Grant.find(known) : undefined;
  const grant =
    found?.accountId === session.accountId ? found : new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(String(params?.['scope'] ?? 'openid'));
  await grant.save();
  return grant;
}

async function spoilToken(ctx: Context, faults: FaultBox, { key, clientSecret }: ProviderOptions, foreign: JWK): Promise<void> {
  if (faults.take('token-error')) {
    ctx.status = 503;
    ctx.body = 'en panne';
    return;
  }
  const fault = faults.take(...TOKEN_FAULTS);
  const body = ctx.body as { id_token?: string };
  if (fault && body.id_token) ctx.body = { ...body, id_token: await forge(fault, body.id_token, key, foreign, clientSecret) };
}

/** Plage answers as the CAS server behind it does: the claims under `attributes`, the subject as `id`. */
function answerUserinfo(ctx: Context, faults: FaultBox, name: ProviderName): void {
  const fault = faults.take('userinfo-error', 'userinfo-html', 'userinfo-other-subject', 'userinfo-unwrapped');
  if (fault === 'userinfo-error') {
    ctx.status = 500;
    ctx.body = { error: 'server_error' };
    return;
  }
  if (fault === 'userinfo-html') {
    ctx.type = 'html';
    ctx.body = '<html><body>Maintenance en cours</body></html>';
    return;
  }
  const { sub, ...attributes } = ctx.body as { sub: string };
  const subject = fault === 'userinfo-other-subject' ? 'quelqu-un-d-autre' : sub;
  const wrapped = name === 'plage' && fault !== 'userinfo-unwrapped';
  ctx.body = wrapped ? { id: subject, attributes: { ...attributes, oauthClientId: CLIENT_ID } } : { sub: subject, ...attributes };
}

interface Context {
  status: number;
  body: unknown;
  type: string;
}
