import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ExternalProfile } from '#identity/domain';
import { worksOnly } from '../testing/arrivals.js';
import { Ear, until, wentOn } from '../testing/ear.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

let world: World;
let requests: Requests;
let request: Request;

beforeAll(async () => {
  world = await World.open({ env: { LIVE_BEAT_SECONDS: '1' } });
  requests = new Requests(world);
  request = await requests.started('prescripteur-a');
  await told(
    world
      .as('pharmacien-a')
      .post('/designations')
      .set('Idempotency-Key', randomUUID())
      .send({ kind: 'pnm', authorisationId: world.authorisation('TEC'), designeeId: world.person('pnm-a').id }),
    201,
  );
});
afterAll(() => world.close());

const at = (id: string): ExternalProfile => ({ externalId: id, centre: { id, name: `Centre ${id}`, legalId: id }, role: 'pnm' });

describe('who changes centre', () => {
  it('charter C5.4: loses at once what the former one gave, in the session that is open and in its live stream', async () => {
    const open = world.as('pnm-a', CENTRE_A);
    const ear = await Ear.open(world.url, open);
    await open.get(`/enrolments/${request.id}`).expect(200);
    await wentOn(ear);

    await worksOnly(world, 'pnm-a', [at(CENTRE_B)]);
    await open.get(`/enrolments/${request.id}`).expect(401);
    await open.get(`/forms/${request.formId}`).expect(401);
    await open.post('/enrolments/search').send({}).expect(401);
    await until(() => ear.done);

    const heard = ear.changes.length;
    await requests.answer(request, 'prescripteur-a', 'pat.poids', '61');
    expect([ear.status, ear.changes.length]).toEqual([401, heard]);
  });

  it('charter C5.4: brings nothing of it to the next one, and finds it again only if they come back while it stands', async () => {
    const [there] = await world.db.query('SELECT id FROM profile WHERE person_id = $1 AND active', [world.person('pnm-a').id]);
    const elsewhere = await world.signInAs('pnm-a', there.id);
    await elsewhere.get(`/enrolments/${request.id}`).expect(404);
    expect((await told(elsewhere.post('/enrolments/search').send({}))).items).toEqual([]);
    await worksOnly(world, 'pnm-a', [at(CENTRE_A)]);
    const back = await world.signIn('pnm-a', { centreId: CENTRE_A });
    await back.get(`/enrolments/${request.id}`).expect(200);
  });
});
