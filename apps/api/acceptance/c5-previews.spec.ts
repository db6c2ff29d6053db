import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DISPENSER, inDays, PRESCRIBER, Readings } from '../testing/readings.js';
import { told, type Request, type Wire } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

let world: World;
let readings: Readings;
let patient: Request & { readonly number: string };

beforeAll(async () => {
  world = await World.open();
  readings = new Readings(world);
  patient = await readings.patient();
});
afterAll(() => world.close());

const wish = (kind: string, designee: string, code = 'ENH') => ({
  kind,
  authorisationId: world.authorisation(code),
  designeeId: world.person(designee).id,
});
const post = (by: string, path: string, body?: object): Promise<Wire> => told(world.as(by).post(path).send(body));
const name = (who: string): string => world.person(who).name;
/** All that acts write: nothing of it changes by a preview. */
const kept = async (): Promise<unknown> =>
  world.db.query(
    `SELECT (SELECT count(*) FROM designation) AS designations, (SELECT count(*) FROM designation WHERE withdrawn_at IS NULL) AS standing,
       (SELECT count(*) FROM transfer) AS transfers, (SELECT string_agg(state, ',') FROM read_grant) AS readings, (SELECT count(*) FROM journal_entry) AS entries,
       (SELECT count(*) FROM idempotency) AS keys, (SELECT string_agg(centre_id, ',' ORDER BY id) FROM enrolment) AS centres`,
  );

describe('who gains and who loses what, before an act', () => {
  it('charter C5.7: a designation tells by name what it would open, and opens nothing', async () => {
    const before = await kept();
    const { gains, loses } = await post('pharmacien-a', '/designations/preview', wish('pnm', 'pnm-a'));
    expect(gains).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${name('pnm-a')}, personnel non médical .*pourra lire et saisir les fiches.*: tous les patients du centre sous ENHERTU`,
        ),
      ),
    ]);
    expect(loses).toEqual([]);
    expect(await kept()).toEqual(before);
    await world.as('pnm-a').get(`/enrolments/${patient.id}`).expect(404);
  });

  it('charter C5.7: a withdrawal tells who would lose what; nobody, where another right gives the same', async () => {
    const made = await told(
      world.as('pharmacien-a').post('/designations').set('Idempotency-Key', randomUUID()).send(wish('pnm', 'pnm-a')),
      201,
    );
    const before = await kept();
    const { gains, loses } = await post('pharmacien-a', `/designations/${made.id}/withdraw/preview`);
    expect([gains, loses]).toEqual([[], [expect.stringContaining(`${name('pnm-a')}, personnel non médical`)]]);
    expect(loses[0]).toContain('ne pourra plus lire, ni saisir les fiches');
    expect(await kept()).toEqual(before);
    await world.as('pnm-a').get(`/enrolments/${patient.id}`).expect(200);

    // Their own request opens it already, and a designation adds nothing to it.
    const request = await readings.follow.requests.completed(
      await readings.follow.requests.started('prescripteur-a', 'ENH'),
      'prescripteur-a',
    );
    await readings.follow.requests.sign(request, 'prescripteur-a', 'prescriber');
    expect(await post(PRESCRIBER, '/designations/preview', wish('prescriber', 'prescripteur-a'))).toEqual({ gains: [], loses: [] });
  });

  it('charter C5.7: the reading of a file tells what the person who asked would read, and nothing that they would type', async () => {
    const reading = await readings.asked(patient.number);
    const before = await kept();
    const { gains, loses } = await post(PRESCRIBER, `/read-grants/${reading.id}/grant/preview`, { until: inDays(30) });
    expect(gains).toHaveLength(2);
    for (const said of gains) expect(said).toMatch(new RegExp(`^${name('pharmacien-b')}, pharmacien .*pourra lire et imprimer les fiches`));
    expect(loses).toEqual([]);
    expect(await kept()).toEqual(before);
    expect(await readings.reads(patient)).toBe(404);
  });

  it('charter C9.2: withdrawing a reading tells by name what its reader would read no more, and withdraws nothing', async () => {
    const { reading, ...read } = await readings.opened();
    const before = await kept();
    const { gains, loses } = await post(PRESCRIBER, `/read-grants/${reading.id}/withdraw/preview`);
    expect(gains).toEqual([]);
    expect(loses).toHaveLength(2);
    for (const said of loses)
      expect(said).toMatch(new RegExp(`^${name('pharmacien-b')}, pharmacien .*ne pourra plus lire, ni imprimer les fiches`));
    expect(await kept()).toEqual(before);
    expect(await readings.reads(read)).toBe(200);
    for (const by of [DISPENSER, 'pharmacien-a'])
      await world
        .as(by)
        .post(`/read-grants/${reading.id}/withdraw/preview`)
        .expect(403, /"rule":"C9.2"/);
    await world.as('pharmacien-psc').post(`/read-grants/${randomUUID()}/withdraw/preview`).expect(404);
    await world.anyone().post(`/read-grants/${reading.id}/withdraw/preview`).expect(401);
    // What is asked for is not open yet: there is nothing to withdraw.
    const asked = await readings.asked((await readings.patient()).number);
    await world.as(PRESCRIBER).post(`/read-grants/${asked.id}/withdraw/preview`).expect(409);
    await told(readings.act(PRESCRIBER, reading, 'withdraw', { reason: 'La dispensation a repris ici.' }));
    expect(await readings.reads(read)).toBe(404);
  });

  it('charter C10.5: a transfer tells what the centre that receives gains, and what the former one loses', async () => {
    const transfers = new TransfersOf(world);
    await transfers.followedSince(patient, '2026-01-20');
    const body = { fromCentreId: CENTRE_A, toCentreId: CENTRE_B, prescriberId: world.person('prescripteur-b').id, askedBy: 'from' };
    const before = await kept();
    for (const day of [0, 20]) {
      const { gains, loses } = await post('gestionnaire', `/enrolments/${patient.id}/transfers/preview`, {
        ...body,
        effectiveOn: inDays(day),
      });
      expect(gains.filter((said: string) => said.startsWith(`${name('prescripteur-b')}, prescripteur`))).toHaveLength(2);
      expect(loses).toContainEqual(
        expect.stringMatching(new RegExp(`^${name('pharmacien-a')}, pharmacien .*ne pourra plus saisir les fiches.*: les visites à venir`)),
      );
      // What the former centre finished and corrects stays its own.
      expect(loses.some((said: string) => said.startsWith(name('pharmacien-a')) && said.includes('saisi jusqu’ici'))).toBe(false);
    }
    expect(await kept()).toEqual(before);
    await world.as('prescripteur-b').get(`/enrolments/${patient.id}`).expect(404);
  });

  it('charter C5.7: a preview refuses whom the act refuses, and for the same reason', async () => {
    const designation = (by: string, body: object) => world.as(by).post('/designations/preview').send(body);
    await world.anyone().post('/designations/preview').send(wish('pnm', 'pnm-a')).expect(401);
    await designation('pnm-a', wish('pnm', 'pnm-a')).expect(403, /"rule":"C5.4"/);
    await designation('exploitant-2', wish('pnm', 'pnm-a')).expect(403, /"rule":"C3.4"/);
    await designation('pharmacien-a', wish('prescriber', 'prescripteur-a')).expect(403, /"rule":"C5.1"/);
    await designation('pharmacien-a', wish('pnm', 'pnm-b')).expect(400, /designeeId/);
    const [{ id }] = (await told(world.as('pharmacien-a').get('/designations'))).items;
    await world.as('pharmacien-b').post(`/designations/${id}/withdraw/preview`).expect(404);
    const { id: readingId } = (await readings.list(PRESCRIBER))[0] ?? { id: '' };
    // The person who asked knows their demand, and not the file.
    await world
      .as('pharmacien-b')
      .post(`/read-grants/${readingId}/grant/preview`)
      .send({ until: inDays(30) })
      .expect(403, /"rule":"C9.2"/);
    await world
      .as('pharmacien-a')
      .post(`/read-grants/${readingId}/grant/preview`)
      .send({ until: inDays(30) })
      .expect(403, /"rule":"C9.2"/);
    await world
      .as('pharmacien-a')
      .post(`/enrolments/${patient.id}/transfers/preview`)
      .send({
        ...{
          fromCentreId: CENTRE_A,
          toCentreId: CENTRE_B,
          prescriberId: world.person('prescripteur-b').id,
          askedBy: 'from',
          effectiveOn: inDays(0),
        },
      })
      .expect(403, /"rule":"C10.1"/);
  });
});
