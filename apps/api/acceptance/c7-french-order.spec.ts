import { TELLING_NAMES } from '#kernel/api';
import { inFrenchOrder } from '#kernel/domain';
import { World } from '../testing/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open({});
});
afterAll(() => world.close());

/** Names that are none of people or things of ours. Copies made at the time of an act (`by_name`…) are read, never sorted. */
const UNSORTED = ['meddra_term.name', 'migrations.name'];

describe('French order, in any database', () => {
  it('every column of names has it, so that no query has to ask', async () => {
    const columns: { column: string; collation: string | null }[] = await world.db.query(`
      SELECT table_name || '.' || column_name AS column, collation_name AS collation FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'text' AND column_name ~ '^(name|family_name|given_name|medicine|indication)$' ORDER BY 1`);
    expect(columns.length).toBeGreaterThan(6);
    expect(columns.filter(({ column, collation }) => collation !== 'french' && !UNSORTED.includes(column))).toEqual([]);
  });

  it('is that of screens too', async () => {
    const sorted: { name: string }[] = await world.db.query('SELECT name FROM unnest($1::text[]) AS name ORDER BY name COLLATE french', [
      TELLING_NAMES,
    ]);
    expect(sorted.map(({ name }) => name)).toEqual(TELLING_NAMES.toSorted(inFrenchOrder));
  });

  it('lists of accounts come in it', async () => {
    const names = ['Zola', 'd’Hérouville', 'Ça-Ira', 'Éluard', 'de La Rochefoucauld', 'van den Berg', 'Œuvrard'];
    for (const [index, familyName] of names.entries()) {
      await world
        .as('gestionnaire')
        .post('/staff')
        .set('Idempotency-Key', `french-order-${index}`)
        .send({
          familyName,
          givenName: 'Camille',
          email: `ordre${index}@exemple.fr`,
          subject: `ordre.${index}`,
          role: 'data-manager',
          authorisationIds: [world.authorisation('TEC')],
        })
        .expect(201);
    }
    const { body } = await world.as('gestionnaire').get('/staff').expect(200);
    const listed = (body.items as { familyName: string }[]).map(({ familyName }) => familyName);
    expect(listed.filter((name) => names.includes(name))).toEqual([
      'Ça-Ira',
      'd’Hérouville',
      'de La Rochefoucauld',
      'Éluard',
      'Œuvrard',
      'van den Berg',
      'Zola',
    ]);
  });

  it('readiness says when a setting that the product leans on is lost', async () => {
    const { body } = await world.anyone().get('/health/ready').expect(200);
    expect(body.parts).toMatchObject({ settings: 'up' });
  });
});
