import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { routesOf } from '../testing/routes.js';
import { World } from '../testing/world.js';

const GOLDEN = path.resolve('apps/api/testing/routes.golden.txt');

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

describe('routes', () => {
  it('each say what they require, as routes.golden.txt lists (UPDATE_GOLDEN=1 writes it again)', () => {
    const lines = routesOf(world).map(({ method, path: route, requires }) => {
      const words = requires === undefined ? 'CLOSED: it says nothing' : typeof requires === 'string' ? requires : requires.join(' ');
      return `${method.padEnd(6)} ${route.padEnd(44)} ${words}\n`;
    });
    const actual = lines.join('');
    if (process.env['UPDATE_GOLDEN'] || !existsSync(GOLDEN)) writeFileSync(GOLDEN, actual);
    expect(actual).not.toMatch(/CLOSED/);
    expect(actual).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('refuse by its name what an address asks and they do not know', async () => {
    for (const { method, path: route } of routesOf(world)) {
      // What an identity provider sends on the way back is its own affair.
      if (method !== 'GET' || route.endsWith('/callback')) continue;
      const asked = route.replace(':provider', 'plage').replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      const answers = await Promise.all(
        ['prescripteur-a', 'gestionnaire', 'data-manager'].map((by) => world.as(by).get(`${asked}?statut=tous`)),
      );
      const told = answers.filter(({ status }) => status !== 403).map(({ status, body }) => ({ route, status, code: body.code }));
      expect(told.length).toBeGreaterThan(0);
      for (const each of told) expect(each).toEqual({ route, status: 400, code: 'unknown-property' });
    }
  });

  it('charter C3.1: answer 401 to a stranger, unless they require nothing', async () => {
    for (const { method, path: route, requires } of routesOf(world)) {
      if (requires === 'nothing') continue;
      const verb = method.toLowerCase() as 'get';
      const { status, body } = await world.anyone().ask(verb, route.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000'));
      expect({ route, status, code: body.code }).toEqual({ route, status: 401, code: 'not-signed-in' });
    }
  });
});
