import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal } from '#kernel/api';
import { Dictionaries } from '#pharmacovigilance/api';
import type { Term } from '#pharmacovigilance/domain';
import { HOLDER } from '../testing/declarations.js';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const NAMES = [
  'Céphalée',
  'Céphalée intense',
  'Céphalées de tension',
  'Migraine avec céphalée intense et nausées',
  'Nausée',
  'Nausées et vomissements',
  'Éruption cutanée',
  'Éruption de l’œil',
  'Prurit de l’œil',
  'Encéphalée inventée',
  'Réaction au site d’injection IV',
];
/** Many others, so that what is found stands among as many as in the real one. */
const OTHERS = 80_000;

let world: World;
beforeAll(async () => {
  world = await World.open();
  const terms = [...NAMES, ...Array.from({ length: OTHERS }, (_, index) => `Trouble inventé du système ${index}`)].map(
    (name, index): Term => ({
      code: String(92_000_000 + index),
      name,
      ptCode: '91000001',
      ptName: 'Terme préférentiel',
      socName: 'Affections inventées',
      current: true,
    }),
  );
  await world.db.transaction((tx) => new Dictionaries(new Journal()).load(tx, '27.1', terms));
});
afterAll(() => world.close());

const found = async (search: string): Promise<string[]> =>
  (await told(world.as(HOLDER).post('/pv/dictionary/search').send({ search }))).items.map(({ name }: { name: string }) => name);

describe('terms of the dictionary', () => {
  it('charter P3: the term itself first, then what has most of the words, then what says least beside', async () => {
    expect((await found('cephalee')).slice(0, 4)).toEqual([
      'Céphalée',
      'Céphalée intense',
      'Céphalées de tension',
      'Migraine avec céphalée intense et nausées',
    ]);
    expect((await found('cephalee')).at(-1)).toBe('Encéphalée inventée');
    expect((await found('INTENSES céphalées'))[0]).toBe('Céphalée intense');
  });

  it('charter P3: some of the words are enough, whatever else the declarant wrote, in any number or case', async () => {
    expect((await found('Le patient a présenté des céphalées intenses dans la nuit'))[0]).toBe('Céphalée intense');
    expect((await found('eruptions de l’oeil'))[0]).toBe('Éruption de l’œil');
    expect((await found('oeil rouge'))[0]).toMatch(/œil$/);
    expect(await found('iv')).toContain('Réaction au site d’injection IV');
    expect(await found('zzz')).toEqual([]);
  });
});
