import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { finessCells } from '#identity/api';
import { readFinessFile } from '#identity/domain';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const SAMPLE = 'libs/identity/api/centres/finess-sample.csv';
const BORDEAUX = { line: 1, id: '330781196', legalId: '330781196', name: 'CHU DE BORDEAUX' };
const MARSEILLE = { line: 2, id: '130786049', legalId: '130786049', name: 'ASSISTANCE PUBLIQUE DE MARSEILLE' };

interface Listed {
  readonly items: readonly { readonly id: string; readonly name: string; readonly zone: string; readonly people: number }[];
  readonly next?: string;
}

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const importing = (by: string, ...centres: object[]) => world.as(by).post('/centres/import').send({ centres });
const listed = (query = ''): Promise<Listed> => told(world.as('gestionnaire').get(`/centres${query}`));
const entries = async (kind: 'installation' | 'centre', id: string) =>
  (await world.journalOf(kind, id)).map(({ action, details }) => ({ action, details }));

describe('centres of a FINESS file', () => {
  it('charter C3.2: the manager brings hospitals in, and the report says how many are new, changed, as they were', async () => {
    expect(await told(importing('gestionnaire', BORDEAUX, MARSEILLE))).toEqual({ made: 2, changed: 0, unchanged: 0, refused: [] });
    const renamed = { ...BORDEAUX, name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE BORDEAUX' };
    expect(await told(importing('gestionnaire', renamed, MARSEILLE))).toEqual({ made: 0, changed: 1, unchanged: 1, refused: [] });
    expect(await listed('?words=bordeaux')).toMatchObject({
      items: [{ id: BORDEAUX.id, name: renamed.name, zone: 'Europe/Paris', people: 0 }],
    });
    expect(await entries('installation', 'centres')).toEqual([
      { action: 'centre.imported', details: { made: 2, changed: 0, unchanged: 0 } },
      { action: 'centre.imported', details: { made: 0, changed: 1, unchanged: 1 } },
    ]);
    expect(await entries('centre', BORDEAUX.id)).toEqual([{ action: 'centre.renamed', details: { by: 'finess' } }]);
  });

  it('charter C3.2: a broken line is named with what is wrong in it, and the others are brought in all the same', async () => {
    const report = await told(
      importing(
        'gestionnaire',
        { ...MARSEILLE, line: 3, id: '010000025' },
        { ...BORDEAUX, line: 4 },
        { ...BORDEAUX, line: 9 },
        { ...MARSEILLE, line: 12, legalId: '' },
      ),
    );
    expect(report).toMatchObject({ made: 0, changed: 1, refused: [{ line: 3 }, { line: 9 }, { line: 12 }] });
    const messages = (report as { refused: { message: string }[] }).refused.map(({ message }) => message);
    expect(messages[0]).toMatch(/dernier chiffre de 010000025/);
    expect(messages[1]).toMatch(/déjà à la ligne 4/);
    expect(messages[2]).toMatch(/entité juridique/);
  });

  it('charter C3.2: the sample of the repository is read whole, pharmacies and broken lines aside', async () => {
    const { centres, wrong, aside } = readFinessFile(finessCells(readFileSync(SAMPLE)));
    expect({ wrong: wrong.map(({ line }) => line), aside }).toEqual({ wrong: [7], aside: 1 });
    expect(await told(importing('gestionnaire', ...centres))).toMatchObject({ refused: [] });
    expect((await listed('?words=970410')).items).toMatchObject([{ id: '970410015', zone: 'Indian/Reunion' }]);
    expect((await listed('?words=2A 000')).items).toMatchObject([{ id: '2A0000154' }]);
  });

  it('charter C3.2: two managers who bring in the same file at once leave each centre once', async () => {
    const both = await Promise.all([importing('gestionnaire', BORDEAUX, MARSEILLE), importing('gestionnaire', MARSEILLE, BORDEAUX)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await listed('?words=bordeaux')).items).toHaveLength(1);
  });

  it('charter C3.2: nobody else sees or brings in centres', async () => {
    for (const account of ['prescripteur-a', 'pharmacien-a', 'pnm-a', 'exploitant', 'data-manager', 'administrateur']) {
      const refusals = [
        await world.as(account).get('/centres'),
        await world.as(account).get('/centres.csv'),
        await importing(account, BORDEAUX),
      ];
      const rule = account === 'administrateur' ? 'C3.1' : 'C3.2';
      expect(refusals.map(({ status, body }) => [account, status, body.rule])).toEqual(refusals.map(() => [account, 403, rule]));
    }
    await world.anyone().get('/centres').expect(401);
    await world
      .anyone()
      .post('/centres/import')
      .send({ centres: [BORDEAUX] })
      .expect(401);
  });

  it('charter C3.2: what is no list of centres is refused by what is wrong in it', async () => {
    await importing('gestionnaire').expect(400);
    const { body } = await importing('gestionnaire', { ...BORDEAUX, line: 'trois', city: 'Lyon' }).expect(400);
    expect(JSON.stringify(body)).toMatch(/city|line/);
    await world.as('gestionnaire').get('/centres?cursor=abc').expect(400);
  });
});
