import request from 'supertest';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ providers: true, env: { PUBLIC_URL: 'https://passerelle.exemple.fr' } });
});
afterAll(() => world.close());

const throughTls = (address: string) => request(world.url).get(address).redirects(0).set('X-Forwarded-Proto', 'https');

describe('over https', () => {
  it('charter C3.1: the session’s cookie is this very host’s alone, and no script reads it', async () => {
    const { headers } = await throughTls('/api/v1/sign-in/plage').expect(302);
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-passerelle_session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('charter C3.1: signing out takes the cookie back and clears what pages showed, never what waits on the device', async () => {
    const { headers } = await world
      .as('prescripteur-a')
      .post('/session/sign-out')
      .set('Origin', 'https://passerelle.exemple.fr')
      .expect(200);
    expect(headers['clear-site-data']).toBe('"cache"');
    expect(headers['set-cookie']).toEqual([expect.stringMatching(/^__Host-passerelle_session=; .*Secure/)]);
  });
});

describe('every answer', () => {
  it.each(['/api/v1/session', '/api/v1/nowhere', '/api/v1/authorisations'])('%s lets a page do no more than ours does', async (address) => {
    const { headers } = await throughTls(address);
    const policy = String(headers['content-security-policy']);
    for (const directive of [
      `default-src 'none'`,
      `base-uri 'none'`,
      `object-src 'none'`,
      `frame-ancestors 'none'`,
      `require-trusted-types-for 'script'`,
      'trusted-types angular angular#components default',
    ])
      expect(policy.split(';')).toContain(directive);
    expect(headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\).*publickey-credentials-get=\(self\)/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
  });

  it('of the API is kept by nobody', async () => {
    for (const address of ['/api/v1/session', '/api/v1/nowhere', '/api/v1/authorisations'])
      expect((await throughTls(address)).headers['cache-control']).toBe('no-store');
  });
});
