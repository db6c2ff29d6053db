import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { routesOf } from '../testing/routes.js';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const DEEP = 2000;
const json = (headers: Record<string, string> = {}) => ({ 'content-type': 'application/json', ...headers });

/** What no page sends: headers, body, and what is said of it. */
const ODD: readonly (readonly [what: string, headers: Record<string, string>, body: string | Buffer, status: number, code: string])[] = [
  ['nested lists', json(), '['.repeat(DEEP) + ']'.repeat(DEEP), 400, 'invalid-request'],
  ['nested lists in an object', json(), `{"a":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`, 400, 'invalid-request'],
  ['nested objects', json(), `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`, 400, 'invalid-request'],
  ['lists that never end', json(), '['.repeat(DEEP), 400, 'broken-json'],
  ['a foreign charset', json({ 'content-type': 'application/json; charset=iso-8859-1' }), '{}', 415, 'unsupported-media'],
  ['a charset that is none', json({ 'content-type': 'application/json; charset=klingon' }), '{}', 415, 'unsupported-media'],
  ['a foreign encoding', json({ 'content-encoding': 'snappy' }), '{}', 415, 'unsupported-media'],
  ['a broken encoding', json({ 'content-encoding': 'gzip' }), 'not gzip', 400, 'invalid-request'],
  ['an encoding cut short', json({ 'content-encoding': 'gzip' }), gzipSync('{"a":1}'.repeat(99)).subarray(0, 20), 400, 'invalid-request'],
  ['too much, once inflated', json({ 'content-encoding': 'gzip' }), gzipSync(`{"a":"${'x'.repeat(3_000_000)}"}`), 413, 'too-large'],
  ['a text', { 'content-type': 'text/plain' }, '{}', 415, 'unsupported-media'],
  ['XML', { 'content-type': 'application/xml' }, '<a/>', 415, 'unsupported-media'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1', 415, 'unsupported-media'],
  ['parts', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 415, 'unsupported-media'],
  ['a type that is none', { 'content-type': 'json' }, '{}', 415, 'unsupported-media'],
  ['half a character', json(), Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22]), 400, 'broken-json'],
];

/** Want no body, and end the session of anyone who asks. */
const ENDING = ['/session/sign-out', '/session/lock'];

const writes = () => routesOf(world).filter(({ method }) => method !== 'GET');
const addressOf = (path: string) => `${world.url}/api/v1${path.replace(/:\w+/g, randomUUID())}`;

async function told(response: Response) {
  const body = (await response.json()) as { code?: string; detail?: string };
  return { status: response.status, type: response.headers.get('content-type')?.split(';')[0], code: body.code };
}

describe('a body that no page sends', () => {
  it.each(ODD)('is refused by every route that reads one: %s', async (_what, headers, body, status, code) => {
    const { cookie, csrf } = world.as('gestionnaire').credentials ?? { cookie: '', csrf: '' };
    const routes = writes();
    expect(routes.length).toBeGreaterThan(30);
    for (const { method, path } of routes) {
      const asked = await fetch(addressOf(path), {
        method,
        headers: { cookie, 'x-csrf-token': csrf, ...headers },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      expect({ method, path, ...(await told(asked)) }).toEqual({ method, path, status, type: 'application/problem+json', code });
    }
  });

  it('may be missing: each route then says what it wants, or that there is nothing there', async () => {
    const { cookie, csrf } = world.as('gestionnaire').credentials ?? { cookie: '', csrf: '' };
    for (const { method, path } of writes()) {
      if (ENDING.includes(path)) continue;
      const asked = await fetch(addressOf(path), { method, headers: { cookie, 'x-csrf-token': csrf } });
      expect({ method, path, fails: asked.status >= 500 }).toEqual({ method, path, fails: false });
    }
  });

  it('is refused where a number, a day or a text is made of what says itself how it is read', async () => {
    for (const odd of [{ toString: 1 }, { valueOf: 1, toString: null }, [{ toString: 1 }]]) {
      const { status, body } = await world.as('pharmacien-b').post('/queries/search').send({ olderThanDays: odd });
      expect({ status, code: body.code, path: body.items?.[0]?.path }).toEqual({
        status: 400,
        code: 'invalid-request',
        path: expect.stringMatching(/^olderThanDays/),
      });
    }
  });
});

describe('a token that no page sends', () => {
  it.each([
    ['nothing', undefined],
    ['letters that take two bytes', (own: string) => 'é'.repeat(own.length)],
    ['one letter too many', (own: string) => `${own}x`],
    ['one letter too few', (own: string) => own.slice(1)],
    ['an empty one', () => ''],
    ['a long one', () => 'x'.repeat(5000)],
    ['one in other letters', (own: string) => own.toUpperCase()],
  ])('charter C3.1: is refused: %s', async (_what, forge) => {
    const { cookie, csrf } = world.as('gestionnaire').credentials ?? { cookie: '', csrf: '' };
    for (const { method, path } of writes()) {
      const asked = await fetch(addressOf(path), { method, headers: { cookie, ...(forge && { 'x-csrf-token': forge(csrf) }) } });
      expect({ path, ...(await told(asked)) }).toEqual({ path, status: 403, type: 'application/problem+json', code: 'csrf' });
    }
  });
});
