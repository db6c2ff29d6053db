import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { World } from '../testing/world.js';

const folder = mkdtempSync(path.join(tmpdir(), 'passerelle-web-'));
/** As the builder names them: the hash is letters, digits, hyphens and underscores. */
const SCRIPTS = ['main-ABCD1234.js', 'chunk-CKcD-W_L.js', 'chunk--abcdef-.js', 'chunk-_123456_.js'];
let world: World;
beforeAll(async () => {
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><html><head><style>a{}</style></head><body><app-root></app-root></body></html>',
  );
  for (const name of SCRIPTS) writeFileSync(path.join(folder, name), 'export {};');
  writeFileSync(path.join(folder, 'favicon.ico'), '');
  world = await World.open({ env: { WEB_DIST: folder } });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const get = (address: string) => request(world.url).get(address).redirects(0);

describe('the client', () => {
  it.each(['/', '/patients', '/dossiers/0a1b2c3d/journal'])('%s is drawn by its page, never kept', async (address) => {
    const { headers, text } = await get(address).expect(200).expect('cache-control', 'no-cache');
    const nonce = /ngCspNonce="([\w-]+)"/.exec(text)?.[1];
    expect(text).toContain(`<style nonce="${nonce}">`);
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
  });

  it('gets a new nonce each time', async () => {
    const nonces = await Promise.all(['/', '/'].map(async (address) => /ngCspNonce="([\w-]+)"/.exec((await get(address)).text)?.[1]));
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('keeps for ever what carries its own hash, and nothing else', async () => {
    for (const name of SCRIPTS)
      await get(`/${name}`)
        .expect(200)
        .expect('cache-control', /immutable/);
    await get('/favicon.ico').expect(200).expect('cache-control', 'no-cache');
  });

  it.each(SCRIPTS)('comes compressed to anyone who reads that: %s', async (name) => {
    const asked = (encoding: string) => get(`/${name}`).set('Accept-Encoding', encoding).expect(200, 'export {};');
    await asked('gzip')
      .expect('content-encoding', 'gzip')
      .expect('content-type', /javascript/)
      .expect('cache-control', /immutable/);
    expect((await asked('identity')).headers['content-encoding']).toBeUndefined();
  });

  it('does not answer for a file that is not there, nor for the API', async () => {
    await get('/main-OLD12345.js').expect(404);
    await get('/api/v1/nowhere').expect(404, /not-found/);
    await get('/../package.json').expect(404);
  });

  it('runs no script that is not ours, and is framed by no one', async () => {
    const { headers } = await get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`script-src 'self'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).not.toMatch(/unsafe|https?:/);
  });
});
