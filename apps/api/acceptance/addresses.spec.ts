import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { World } from '../testing/world.js';

/** Of every route whose address names something: the method, and the address with a text there that no database can keep. */
const NAMING = readFileSync('apps/api/testing/routes.golden.txt', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, method = '', path = ''] = /^(GET|POST|PUT|PATCH|DELETE)\s+(\S+)/.exec(line) ?? [];
    const address = path.replace(/:\w+/g, 'a%00b').replace(/^\/api\/v1/, '');
    return address.includes('%00') ? [[method, address] as const] : [];
  });

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

describe('an address', () => {
  it('that names what no database can keep names nothing: no route fails over it', async () => {
    expect(NAMING.length).toBeGreaterThan(50);
    const failed: string[] = [];
    for (const account of ['gestionnaire', 'pharmacien-a'])
      for (const [method, address] of NAMING) {
        const agent = world.as(account);
        const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
        const { status } = await agent[verb](address);
        if (status < 400 || status >= 500) failed.push(`${account} ${method} ${address}: ${status}`);
      }
    expect(failed).toEqual([]);
  });
});
