import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { Visitor } from '#testing/visitor';
import type { Visit } from '#testing/visitor';
import { ACCOUNTS } from './accounts.js';
import type { ProviderName } from './accounts.js';
import { DEMONSTRATION_SECRET, startIdentity } from './server.js';
import type { RunningIdentity } from './server.js';

const APP = 'http://localhost:3999';
const SCOPES: Record<ProviderName, string> = {
  plage: 'openid profile email address phone profile_atih',
  psc: 'openid scope_all',
  operateur: 'openid profile email',
};

let identity: RunningIdentity;
beforeAll(async () => {
  identity = await startIdentity({ port: 0, appUrl: APP, faults: true });
});
afterAll(() => identity.stop());

const verifier = randomBytes(32).toString('base64url');
const callbackOf = (provider: ProviderName) => `${APP}/api/v1/sign-in/${provider}/callback`;
const issuerOf = (provider: ProviderName) => `${identity.publicUrl}/identity/${provider}`;

function authorizeUrl(provider: ProviderName, more: Record<string, string> = {}): string {
  const parameters = {
    client_id: 'passerelle',
    response_type: 'code',
    redirect_uri: callbackOf(provider),
    scope: SCOPES[provider],
    state: 'abc',
    nonce: 'n-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  return `${issuerOf(provider)}/auth?${new URLSearchParams(parameters)}`;
}

async function tokens(provider: ProviderName, callback: Visit) {
  const code = new URL(callback.url).searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: callbackOf(provider),
    client_id: 'passerelle',
    client_secret: DEMONSTRATION_SECRET,
    code_verifier: verifier,
  });
  const response = await fetch(`${issuerOf(provider)}/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as { id_token: string; access_token: string } };
}

async function userinfo(provider: ProviderName, accessToken: string): Promise<unknown> {
  const response = await fetch(`${issuerOf(provider)}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  return response.json();
}

async function signIn(provider: ProviderName, login: string, visitor = new Visitor(), more?: Record<string, string>) {
  const callback = await visitor.signIn(authorizeUrl(provider, more), login, { until: callbackOf(provider) });
  const { body } = await tokens(provider, callback);
  return { callback, ...body };
}

async function fault(provider: ProviderName, kind: string) {
  const response = await fetch(`${issuerOf(provider)}/faults`, { method: 'POST', body: JSON.stringify({ kind }) });
  expect(response.status).toBe(204);
}

describe('the stand-ins for the identity providers', () => {
  it('charter C3.2: Plage gives the profiles of a hospital user, wrapped as its CAS server does', async () => {
    const { id_token, access_token } = await signIn('plage', 'prescripteur-ab');
    const keys = createRemoteJWKSet(new URL(`${issuerOf('plage')}/jwks`));
    const { payload } = await jwtVerify(id_token, keys, { issuer: issuerOf('plage'), audience: 'passerelle' });
    expect(payload).toMatchObject({ sub: 'prescripteur-ab', nonce: 'n-1', auth_time: expect.any(Number) });
    const { id, attributes } = (await userinfo('plage', access_token)) as { id: string; attributes: Record<string, object> };
    expect(id).toBe('prescripteur-ab');
    expect(attributes).toMatchObject({ given_name: 'François-Xavier', profile_atih: { idProfilSelectionne: 1001 } });
    expect(attributes['profile_atih']).toMatchObject({
      profils: {
        1001: { niveau: 'ET', entite: { finess: '540002698', finessJuridique: '540023264' }, roles: ['médecin'] },
        1002: { entite: { finess: '010000024' } },
      },
    });
  });

  it('charter C3.2: Pro Santé Connect gives the RPPS number, the places of work and the level asked for', async () => {
    const { id_token, access_token } = await signIn('psc', 'medecin-psc', new Visitor(), { acr_values: 'eidas1' });
    expect(decodeJwt(id_token)).toMatchObject({ acr: 'eidas1', sub: expect.stringMatching(/^f:[0-9a-f-]+:899700366240$/) });
    expect(await userinfo('psc', access_token)).toMatchObject({
      SubjectNameID: '899700366240',
      SubjectRefPro: { exercices: [{ codeProfession: '10', activities: [{ numeroFinessSite: '540002698' }] }] },
    });
  });

  it('charter C3.4: staff of the holder and of the operator have a provider of their own', async () => {
    const { access_token } = await signIn('operateur', 'exploitant');
    expect(await userinfo('operateur', access_token)).toMatchObject({ sub: 'exploitant', family_name: 'Courtois' });
  });

  it('announces the product’s public address, wherever it listens', async () => {
    const response = await fetch(`http://127.0.0.1:${identity.port}/identity/psc/.well-known/openid-configuration`);
    const { issuer, token_endpoint } = (await response.json()) as { issuer: string; token_endpoint: string };
    expect([issuer, token_endpoint]).toEqual([issuerOf('psc'), `${issuerOf('psc')}/token`]);
  });

  it('refuses a request without PKCE', async () => {
    const url = authorizeUrl('plage').replace(/&code_challenge=[^&]*&code_challenge_method=S256/, '');
    const answer = await new Visitor().ask(url);
    expect(answer.headers.get('location')).toContain('error=invalid_request');
  });

  it('says that a password is wrong, and keeps the name that was typed', async () => {
    const page = await new Visitor().signIn(authorizeUrl('plage'), 'pharmacien-a', { password: 'faux' });
    expect(page.status).toBe(401);
    expect(page.text).toContain('incorrect');
    expect(page.text).toContain('value="pharmacien-a"');
  });

  it('lists its own accounts only, on a page without inline scripts', async () => {
    const visitor = new Visitor();
    const page = await visitor.follow(await visitor.ask(authorizeUrl('psc')));
    for (const { login } of ACCOUNTS.psc) expect(page.text).toContain(`data-login="${login}"`);
    expect(page.text).not.toContain('data-login="exploitant"');
    expect(page.text).not.toMatch(/<script(?! src)|style=/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('signs in without a question while its session lasts, and leads back when one gives up', async () => {
    const visitor = new Visitor();
    await signIn('plage', 'pnm-a', visitor);
    const again = await visitor.follow(await visitor.ask(authorizeUrl('plage')), callbackOf('plage'));
    expect(new URL(again.url).searchParams.get('code')).toBeTruthy();
    const stranger = new Visitor();
    const page = await stranger.follow(await stranger.ask(authorizeUrl('plage')));
    const left = await stranger.follow(await stranger.submit(page.url, { act: 'cancel' }), callbackOf('plage'));
    expect(new URL(left.url).searchParams.get('error')).toBe('access_denied');
  });

  it.each<Record<string, string>>([{ prompt: 'login' }, { max_age: '1' }])(
    'authenticates afresh when asked by %j, and says when',
    async (asked) => {
      const visitor = new Visitor();
      const first = decodeJwt((await signIn('plage', 'prescripteur-a', visitor)).id_token);
      await new Promise((resolve) => setTimeout(resolve, 2100));
      const page = await visitor.follow(await visitor.ask(authorizeUrl('plage', asked)));
      expect(page.text).toContain('Confirmez votre identité');
      expect(page.text).toContain('value="prescripteur-a"');
      const second = decodeJwt((await signIn('plage', 'prescripteur-a', visitor, asked)).id_token);
      expect(Number(second['auth_time'])).toBeGreaterThan(Number(first['auth_time']));
      expect(second.sub).toBe(first.sub);
    },
  );

  it('lets another person take the place of the one signed in, when asked to authenticate afresh', async () => {
    const visitor = new Visitor();
    await signIn('plage', 'prescripteur-a', visitor);
    expect(decodeJwt((await signIn('plage', 'prescripteur-a2', visitor, { prompt: 'login' })).id_token).sub).toBe('prescripteur-a2');
  });

  it('signs out without a question and leads back to the product', async () => {
    const visitor = new Visitor();
    const { id_token } = await signIn('psc', 'pharmacien-psc', visitor);
    const parameters = new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: `${APP}/connexion`, state: 's' });
    const out = await visitor.follow(await visitor.ask(`${issuerOf('psc')}/session/end?${parameters}`), APP);
    expect(out.url).toBe(`${APP}/connexion?state=s`);
    const next = await visitor.follow(await visitor.ask(authorizeUrl('psc')));
    expect(next.text).toContain('Comptes de démonstration');
  });

  it('forges on demand the tokens that the product must refuse', async () => {
    await fault('operateur', 'unsigned-token');
    expect(decodeProtectedHeader((await signIn('operateur', 'gestionnaire')).id_token)['alg']).toBe('none');
    await fault('operateur', 'wrong-nonce');
    expect(decodeJwt((await signIn('operateur', 'gestionnaire')).id_token)['nonce']).toBe('un-autre');
    await fault('operateur', 'foreign-key');
    const keys = createRemoteJWKSet(new URL(`${issuerOf('operateur')}/jwks`));
    await expect(jwtVerify((await signIn('operateur', 'gestionnaire')).id_token, keys)).rejects.toThrow('signature');
    await fault('operateur', 'userinfo-other-subject');
    const { id_token, access_token } = await signIn('operateur', 'gestionnaire');
    expect(await userinfo('operateur', access_token)).toMatchObject({ sub: 'quelqu-un-d-autre' });
    await expect(jwtVerify(id_token, keys)).resolves.toBeDefined();
  });

  it('can ignore, on demand, that one asks for a fresh authentication', async () => {
    const visitor = new Visitor();
    const first = decodeJwt((await signIn('plage', 'pharmacien-b', visitor)).id_token);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await fault('plage', 'ignore-max-age');
    const callback = await visitor.follow(await visitor.ask(authorizeUrl('plage', { prompt: 'login' })), callbackOf('plage'));
    const second = decodeJwt((await tokens('plage', callback)).body.id_token);
    expect(second['auth_time']).toBe(first['auth_time']);
  });

  it('gives physicians and pharmacists RPPS numbers whose check digit is right', () => {
    const numbers = JSON.stringify(ACCOUNTS).match(/"99700\d{6}"/g) ?? [];
    expect(numbers.length).toBeGreaterThan(8);
    for (const quoted of numbers) {
      const digits = [...quoted.slice(1, -1)].reverse().map(Number);
      const sum = digits.reduce((total, digit, place) => total + (place % 2 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0);
      expect([quoted, sum % 10]).toEqual([quoted, 0]);
    }
  });

  it.each(['production', 'staging', ''])('does not start under NODE_ENV=%s: only where this is said to be a trial', async (named) => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = named;
    await expect(startIdentity({ port: 0 })).rejects.toThrow('NODE_ENV=development');
    process.env['NODE_ENV'] = before;
  });
});
