import { told } from '../testing/requests.js';
import { TripCounter } from '../testing/trips.js';
import { World } from '../testing/world.js';

let world: World;
let counter: TripCounter;
let place: { readonly id: string; readonly form: string; readonly fat: string; readonly authorisation: string };
beforeAll(async () => {
  world = await World.open({ template: 'demonstration' });
  counter = new TripCounter(world.app.getHttpServer());
  // The patient with most forms that a pharmacist of that centre reads.
  [place] = await world.db.query(
    `SELECT e.id, e.authorisation_id AS authorisation,
       (SELECT f.id FROM form_record f WHERE f.enrolment_id = e.id AND f.form_kind = 'SUIVI' AND f.state = 'in-progress' ORDER BY f.filled DESC LIMIT 1) AS form,
       (SELECT f.id FROM form_record f WHERE f.enrolment_id = e.id AND f.form_kind = 'FAT') AS fat
     FROM enrolment e JOIN form_record f ON f.enrolment_id = e.id AND f.form_kind = 'SUIVI'
     WHERE e.state = 'granted' AND e.centre_id = $1 AND EXISTS (SELECT FROM form_record f
       WHERE f.enrolment_id = e.id AND f.form_kind = 'SUIVI' AND f.state = 'in-progress' AND f.filled > 3)
     GROUP BY e.id ORDER BY count(*) DESC, e.id LIMIT 1`,
    [world.person('pharmacien-a').profiles[0]?.centreId],
  );
});
afterAll(async () => {
  counter.stop();
  await world.close();
});

/** Each route, and how often at most one answer of it waits for the database. */
const READ: readonly (readonly [what: string, ceiling: number, path: () => string])[] = [
  ['the home', 2, () => '/home?each=10'],
  ['a file', 3, () => `/enrolments/${place.id}`],
  ['a form', 3, () => `/forms/${place.form}`],
  ['the form of the request', 3, () => `/forms/${place.fat}`],
  ['the history of a form', 3, () => `/forms/${place.form}/history`],
  ['a page of the matrix', 2, () => `/dashboard/matrix?authorisationId=${place.authorisation}`],
];

const pharmacist = () => world.as('pharmacien-a');

describe('an answer waits for the database', () => {
  it.each(READ)('of %s, at most %i times', async (_what, ceiling, path) => {
    const ask = () => pharmacist().get(path()).expect(200);
    await ask();
    demand(await counter.of(ask), ceiling);
  });

  it('of a page of fifty patients, at most 3 times', async () => {
    const ask = () => world.as('data-manager').post('/enrolments/search').send({}).expect(200);
    await ask();
    demand(await counter.of(ask), 3);
  });

  it('of one answer that is saved, at most 4 times', async () => {
    const form = await told(pharmacist().get(`/forms/${place.form}`));
    const item = Object.keys(form.values).find((key) => /poids|taille/.test(key) && !key.includes('/')) ?? '';
    let base: number = form.marks[item].seq;
    const save = async (value: string) => {
      const saved = await told(
        pharmacist()
          .patch(`/forms/${place.form}/values`)
          .send({ changes: [{ item, value, base }] }),
      );
      base = saved.marks[item].seq;
    };
    for (const value of ['61', '62', '63']) await save(value);
    demand(await counter.of(() => save('64')), 4);
  });
});

/** Says what was sent where it was too much. */
function demand({ trips, statements }: Awaited<ReturnType<TripCounter['of']>>, ceiling: number): void {
  const told = statements.map((each) => each.replace(/\s+/g, ' ').slice(0, 160)).join('\n');
  expect({ told, trips: Math.max(trips, ceiling) }).toEqual({ told, trips: ceiling });
}
