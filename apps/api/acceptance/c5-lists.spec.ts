import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';
import { requestMade } from '../testing/acting.js';

/** Files of both centres under two authorisations: sent to the holder or not, and one whose patient left A for B. */
const FILES = [
  { name: 'TEC A draft', code: 'TEC', centre: CENTRE_A, sent: false },
  { name: 'TEC A sent', code: 'TEC', centre: CENTRE_A, sent: true },
  { name: 'ENH A sent', code: 'ENH', centre: CENTRE_A, sent: true },
  { name: 'TEC B sent', code: 'TEC', centre: CENTRE_B, sent: true },
  { name: 'TEC from A to B', code: 'TEC', centre: CENTRE_B, former: CENTRE_A, sent: true },
] as const;

describe('the list of patients', () => {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await World.open();
    await requestMade(world, 'prescripteur-a', 'TEC');
    await world.db.query(
      `INSERT INTO designation (kind, authorisation_id, centre_id, designee_id, designator_id, starts_on, ends_on) VALUES ('pnm', $1, $2, $3, $4, '2025-01-01', '2099-01-01')`,
      [world.authorisation('ENH'), CENTRE_A, world.person('pnm-a').id, world.person('pharmacien-a').id],
    );
    for (const { name, code, centre, sent, ...more } of FILES) {
      const [{ id }] = await world.db.query(
        `WITH one AS (INSERT INTO patient (holder_id) SELECT holder_id FROM authorisation WHERE id = $1 RETURNING id)
         INSERT INTO enrolment (patient_id, authorisation_id, centre_id, former_centre_ids, author_id, prescriber_id, state, first_sent_at)
         SELECT one.id, $1, $2, $3, $4, $4, $5, $6 FROM one RETURNING id`,
        [
          world.authorisation(code),
          centre,
          'former' in more ? [more.former] : [],
          world.person('nouveau').id,
          sent ? 'sent' : 'draft',
          sent ? new Date() : null,
        ],
      );
      ids.set(name, id);
    }
  });
  afterAll(() => world.close());

  it.each([
    ['prescripteur-a', 'C5.1', ['TEC A draft', 'TEC A sent', 'TEC from A to B']],
    ['prescripteur-a2', 'C5.1', []],
    ['prescripteur-b', 'C5.1', []],
    ['nouveau', 'C5.8', ['TEC A draft', 'TEC A sent', 'ENH A sent']],
    ['pharmacien-a', 'C5.3', ['TEC A draft', 'TEC A sent', 'ENH A sent', 'TEC from A to B']],
    ['pharmacien-b', 'C5.3', ['TEC B sent', 'TEC from A to B']],
    ['pnm-a', 'C5.4', ['ENH A sent']],
    ['pnm-b', 'C5.4', []],
    ['exploitant', 'P1', ['TEC A sent', 'TEC B sent', 'TEC from A to B']],
    ['exploitant-2', 'P1', ['ENH A sent']],
    ['data-manager', 'C1.2', FILES.map(({ name }) => name)],
    ['gestionnaire', 'C1.2', FILES.map(({ name }) => name)],
  ] as const)('of %s holds what the rules open to them (charter %s), and each other file is not there', async (who, _rule, seen) => {
    const { body } = await world.as(who).post('/enrolments/search').send({}).expect(200);
    const listed = body.items.map(({ id }: { id: string }) => FILES.find(({ name }) => ids.get(name) === id)?.name);
    expect(listed.sort()).toEqual([...seen].sort());
    for (const { name } of FILES)
      await world
        .as(who)
        .get(`/enrolments/${ids.get(name)}`)
        .expect((seen as readonly string[]).includes(name) ? 200 : 404);
  });

  it('charter C3.1: the administrator has no list of patients, and a stranger is told to sign in', async () => {
    await world
      .as('administrateur')
      .post('/enrolments/search')
      .send({})
      .expect(403, /"rule":"C3.1"/);
    await world.anyone().post('/enrolments/search').send({}).expect(401);
  });
});
