import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startFront } from './front.mjs';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function part(handle: Parameters<typeof createServer>[1]): Promise<number> {
  const server: Server = createServer(handle as never);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function front(target: (pathname: string) => number | undefined) {
  const started = await startFront({ port: 0, target });
  closing.push(() => started.stop());
  return `http://localhost:${started.port}`;
}

/** What a server says to these very bytes, until it closes; or to someone who leaves at once. */
function raw(port: string, bytes: string, leaves = false): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(Number(port), '127.0.0.1', () => void (leaves ? socket.end(bytes, 'latin1') : socket.write(bytes, 'latin1')));
    socket.on('data', (chunk) => (said += String(chunk)));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(said));
  });
}

describe('the one public port', () => {
  it('hands a request to the part that answers its path, and says where it came from', async () => {
    const api = await part((request, response) => response.end(`${request.url} ${request.headers['x-forwarded-host']}`));
    const other = await part((_request, response) => response.end('other'));
    const url = await front((pathname) => (pathname.startsWith('/identity') ? other : api));
    expect(await (await fetch(`${url}/api/v1/me?a=1`)).text()).toBe(`/api/v1/me?a=1 ${new URL(url).host}`);
    expect(await (await fetch(`${url}/identity/plage`)).text()).toBe('other');
  });

  it('lets events through one by one, and tells the part when the reader has left', async () => {
    let left: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (left = resolve));
    const api = await part((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: un\n\n');
      response.once('close', left);
    });
    const reading = new AbortController();
    const answer = await fetch(`${await front(() => api)}/events`, { signal: reading.signal });
    const { value } = await (answer.body as ReadableStream<Uint8Array>).getReader().read();
    expect(new TextDecoder().decode(value)).toBe('data: un\n\n');
    reading.abort();
    await gone;
  });

  it('answers 503 in French while the API is away: a problem to programs, a page to people', async () => {
    const url = await front(() => undefined);
    const answer = await fetch(`${url}/api/v1/me`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
      '2',
    ]);
    expect(await answer.json()).toMatchObject({ status: 503, code: 'unavailable' });
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('Passerelle démarre');
  });

  it('answers 503 when the part dies before it answers', async () => {
    const api = await part((request) => request.socket.destroy());
    expect((await fetch(`${await front(() => api)}/api/v1/me`, { method: 'POST', body: 'x' })).status).toBe(503);
  });

  it.each([
    '//',
    '///',
    '//[',
    '*',
    '/%',
    '/%ff%00',
    '/\\',
    '/a?b=%',
    'http://[',
    'http://x:99999/',
    'http:///',
    'ftp://a/b',
    '/\u00e9',
    '?',
    '#',
  ])('goes on after a request for %s', async (address) => {
    const api = await part((request, response) => response.end(request.url));
    const url = await front(() => api);
    const said = await raw(new URL(url).port, `GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 [24]\d\d /);
    expect(await (await fetch(`${url}/still`)).text()).toBe('/still');
  });

  it('goes on after requests that are none', async () => {
    const api = await part((request, response) => response.end(request.url));
    const url = await front(() => api);
    for (const odd of [
      '\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nA\u0001: b\r\n\r\n',
    ])
      await raw(new URL(url).port, odd, true);
    const upgrade = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n\r\n';
    await raw(new URL(url).port, upgrade, true);
    expect(await (await fetch(`${url}/still`)).text()).toBe('/still');
  });

  it('says in one line that the port is in use', async () => {
    const taken = await part(() => undefined);
    await expect(startFront({ port: taken, target: () => undefined })).rejects.toThrow(/^Le port \d+ est déjà utilisé[^\n]*$/);
  });
});
