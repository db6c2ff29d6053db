import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { World } from '../testing/world.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly schema?: { readonly format?: string } }[];
}

const DOCUMENT = join(import.meta.dirname, '../../../docs/api/openapi.json');
const { paths } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as { paths: Record<string, { get?: Operation }> };

/** The days that each address is narrowed by. */
const narrowed = Object.entries(paths).flatMap(([path, { get }]) => {
  const days = (get?.parameters ?? []).flatMap(({ name, schema }) => (schema?.format === 'date' ? [name] : []));
  return days.length > 0 ? [{ path: path.replace('/api/v1', ''), days }] : [];
});

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

describe('what is narrowed to the days from one to another', () => {
  it('calls them so everywhere, and exists', () => {
    expect(narrowed.length).toBeGreaterThan(0);
    expect(narrowed.filter(({ days }) => days.join() !== 'from,to')).toEqual([]);
  });

  it.each(narrowed)('refuses a last day before the first, saying which: $path', async ({ path }) => {
    const asked = (from: string, to: string) => world.as('gestionnaire').get(`${path}?from=${from}&to=${to}`);
    const refused = await asked('2026-03-05', '2026-03-04');
    expect([refused.status, refused.body.items]).toMatchObject([
      400,
      [{ path: 'to', message: 'Ce jour est avant le premier, le 05/03/2026\u00a0: indiquez celui-là ou un jour qui le suit.' }],
    ]);
    await asked('2026-03-05', '2026-03-05').expect(200);
    // What is wrong with the first is said of the first alone.
    expect((await asked('2026-02-31', '2026-02-01')).body.items).toMatchObject([{ path: 'from' }]);
  });
});
