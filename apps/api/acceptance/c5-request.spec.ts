import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { isRegistrationNumber } from '#patients/domain';
import { Requests, told } from '../testing/requests.js';
import { CENTRE_A, World } from '../testing/world.js';

let world: World;
let requests: Requests;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
});
afterAll(() => world.close());

const start = (by: string, body: object, key: string = randomUUID()) =>
  world.as(by).post('/enrolments').set('Idempotency-Key', key).send(body);
const actionsOf = async ({ id }: { id: string }) => (await world.journalOf('enrolment', id)).map(({ action }) => action);

describe('starting a request', () => {
  it('charter C5.8: a prescriber starts a FAT on any authorisation in force, and sees that FAT only', async () => {
    const others = await requests.sent(await requests.started('prescripteur-a2', 'TEC'), 'prescripteur-a2');
    const mine = await requests.started('nouveau', 'TEC');
    expect(await requests.enrolment(mine, 'nouveau')).toMatchObject({
      state: 'draft',
      awaits: ['entry'],
      prescriber: { name: 'Chloé Fournier' },
    });
    const { items } = await told(world.as('nouveau').post('/enrolments/search').send({}));
    expect(items.map(({ id }: { id: string }) => id)).toEqual([mine.id]);
    await world.as('nouveau').get(`/enrolments/${others.id}`).expect(404);

    await requests.completed(mine, 'nouveau');
    await world.as('nouveau').get(`/enrolments/${others.id}`).expect(404);
    await requests.sign(mine, 'nouveau', 'prescriber');
    await world.as('nouveau').get(`/enrolments/${others.id}`).expect(200);
    expect(await actionsOf(mine)).toContain('access.request-made');
  });

  it('charter C5.8: a pharmacist names the prescriber, who sees the FAT and makes the request by signing it', async () => {
    await start('pharmacien-b', { authorisationId: world.authorisation('TEC') }).expect(400, /prescriberId.*Choisissez le prescripteur/);
    const elsewhere = { authorisationId: world.authorisation('TEC'), prescriberId: world.person('prescripteur-a').id };
    await start('pharmacien-b', elsewhere).expect(400, /prescripteur de votre centre/);

    const request = await requests.started('pharmacien-b', 'TEC', 'prescripteur-b');
    await requests.completed(request, 'pharmacien-b');
    expect((await requests.enrolment(request, 'prescripteur-b')).abilities).toContain('sign-prescriber');
    await requests.sign(request, 'prescripteur-b', 'prescriber');
    const [made] = await world.db.query('SELECT person_id, live FROM access_request WHERE enrolment_id = $1', [request.id]);
    expect(made).toEqual({ person_id: world.person('prescripteur-b').id, live: true });
  });

  it('charter R5: a suspended or ended authorisation takes no new FAT, and a draft of before is not signed', async () => {
    const draft = await requests.completed(await requests.started('prescripteur-a', 'ENH'));
    const ongoing = await requests.sent(await requests.started('prescripteur-a', 'ENH'));
    for (const status of ['suspended', 'ended']) {
      await world.db.query(`UPDATE authorisation SET status = $1 WHERE code = 'ENH'`, [status]);
      const { body } = await start('prescripteur-a', { authorisationId: world.authorisation('ENH') }).expect(403);
      expect(body).toMatchObject({ code: 'not-allowed', rule: 'R5' });
      expect((await requests.intend(draft, 'prescripteur-a', 'prescriber')).body).toMatchObject({ code: 'not-allowed', rule: 'R5' });
    }
    // What was sent before goes on.
    await told(requests.decide(ongoing, 'exploitant-2', { decision: 'favourable' }));
    await world.db.query(`UPDATE authorisation SET status = 'in-force' WHERE code = 'ENH'`);
  });

  it('charter R5: a signature that meets a suspension being written waits for it, and is refused', async () => {
    const request = await requests.completed(await requests.started('prescripteur-a', 'TEC'));
    const { id } = await told(requests.intend(request, 'prescripteur-a', 'prescriber'), 201);
    const suspension = world.db.createQueryRunner();
    await suspension.startTransaction();
    await suspension.query(`UPDATE authorisation SET status = 'suspended' WHERE code = 'TEC'`);
    const signing = requests.confirm('prescripteur-a', id).then(
      () => 'signed',
      (problem: { options?: { rule?: string } }) => problem.options?.rule,
    );
    // Until it waits for that row, or is over.
    let over = false;
    void signing.finally(() => (over = true));
    // As the application: PostgreSQL tells nobody else what its connections do.
    const application = world.app.get(DataSource);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while (!over && (await application.query(waiting)).length === 0) await new Promise((resume) => setTimeout(resume, 20));
    await suspension.commitTransaction();
    await suspension.release();
    const outcome = await signing;
    await world.db.query(`UPDATE authorisation SET status = 'in-force' WHERE code = 'TEC'`);
    expect(outcome).toBe('R5');
    expect((await requests.form(request, 'prescripteur-a')).signatures).toEqual([]);
  });

  it('happens once when it is asked twice, also at the same time', async () => {
    const [key, body] = [randomUUID(), { authorisationId: world.authorisation('TEC') }];
    const answers = await Promise.all([
      start('prescripteur-a', body, key),
      start('prescripteur-a', body, key),
      start('prescripteur-a', body, key),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
    await start('prescripteur-a', { authorisationId: world.authorisation('ENH') }, key).expect(422, /idempotency-mismatch/);
    await world.as('prescripteur-a').post('/enrolments').send(body).expect(428);

    // What succeeded is told again, also when it could not be begun any more.
    await world.db.query(`UPDATE authorisation SET status = 'suspended' WHERE code = 'TEC'`);
    const again = await start('prescripteur-a', body, key);
    const other = await start('prescripteur-a', body);
    await world.db.query(`UPDATE authorisation SET status = 'in-force' WHERE code = 'TEC'`);
    expect([again.status, again.body.id]).toEqual([201, answers[0]?.body.id]);
    expect([other.status, other.body.rule]).toEqual([403, 'R5']);
  });

  it('leaves nothing behind when there is no protocol to draw the FAT', async () => {
    const count = async () => Number((await world.db.query('SELECT count(*) FROM patient'))[0].count);
    const before = await count();
    await start('prescripteur-a', { authorisationId: world.authorisation('VYV') }).expect(503, /protocole/);
    expect(await count()).toBe(before);
    await start('prescripteur-a', { authorisationId: randomUUID() }).expect(404);
    await start('exploitant', { authorisationId: world.authorisation('TEC') }).expect(403);
  });
});

describe('the opinion of the holder', () => {
  it.each([
    ['TEC', 'exploitant', 'exploitant-2'],
    ['ENH', 'exploitant-2', 'exploitant'],
  ])('charter P1: a request filled and signed by both is sent; a favourable opinion gives its number (%s)', async (code, holder, other) => {
    const request = await requests.sent(await requests.started('prescripteur-a', code));
    expect(await requests.enrolment(request, holder)).toMatchObject({
      state: 'sent',
      awaits: ['holder'],
      abilities: expect.arrayContaining(['decide']),
    });
    await world.as(other).get(`/enrolments/${request.id}`).expect(404);
    await told(requests.decide(request, holder, { decision: 'favourable' }));
    const { registrationNumber, state } = await requests.enrolment(request, 'pharmacien-a');
    expect(state).toBe('granted');
    expect(isRegistrationNumber(registrationNumber ?? '')).toBe(true);
    expect(registrationNumber).toMatch(new RegExp(`^${code}-`));
    expect((await world.journalOf('enrolment', request.id)).at(-1)).toMatchObject({
      action: 'request.granted',
      details: { number: registrationNumber },
    });
  });

  it('charter P1: only the holder gives it, once, on what is there now', async () => {
    const request = await requests.sent(await requests.started());
    const before = await requests.kept(request);
    for (const by of ['prescripteur-a', 'pharmacien-a', 'data-manager', 'gestionnaire']) {
      expect((await requests.decide(request, by, { decision: 'favourable' })).status).toBe(403);
    }
    expect((await requests.decide(request, 'exploitant', { decision: 'favourable' }, 1)).status).toBe(412);
    expect((await requests.decide(request, 'exploitant', { decision: 'unfavourable' })).body).toMatchObject({
      code: 'invalid-request',
      items: [{ path: 'reason' }],
    });
    expect((await requests.decide(request, 'exploitant', { decision: 'perhaps' })).status).toBe(400);
    const blank = { decision: 'unfavourable', reason: ' '.repeat(9) };
    expect((await requests.decide(request, 'exploitant', blank)).body).toMatchObject({ items: [{ path: 'reason' }] });
    expect(await requests.kept(request)).toEqual(before);

    const { stateVersion } = await requests.enrolment(request, 'exploitant');
    const twice = await Promise.all([1, 2].map(() => requests.decide(request, 'exploitant', { decision: 'favourable' }, stateVersion)));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await requests.decide(request, 'exploitant', { decision: 'favourable' })).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/^L’avis est favorable/),
    });
  });

  it('charter P1: an unfavourable one says why; a new request shows the former one', async () => {
    const refused = await requests.sent(await requests.started());
    await told(requests.decide(refused, 'exploitant', { decision: 'unfavourable', reason: 'Indication non couverte.' }));
    expect(await requests.enrolment(refused, 'prescripteur-a')).toMatchObject({
      state: 'refused',
      decisionReason: 'Indication non couverte.',
    });
    const again = await requests.typed(await requests.started());
    const { formerRequests, possibleDoubles } = await requests.enrolment(again, 'prescripteur-a');
    expect(formerRequests).toEqual([expect.objectContaining({ id: refused.id, state: 'refused' })]);
    // The other requests of this file are of the same patient of tests: each warns.
    expect(possibleDoubles.length).toBeGreaterThan(0);
  });

  it('charter P1: « more asked for » gives the form back; the last signature sends it again', async () => {
    const request = await requests.sent(await requests.started());
    const more = { decision: 'more', reason: 'Précisez la posologie.' };
    await told(requests.decide(request, 'exploitant', more));
    const view = await requests.enrolment(request, 'prescripteur-a');
    expect(view).toMatchObject({ state: 'more-asked', awaits: ['entry'], decisionReason: 'Précisez la posologie.' });
    expect(view.abilities).toContain('write');

    const { voided } = await requests.answer(request, 'prescripteur-a', 'pat.poids', '61', 'poids du jour');
    expect(voided).toEqual(['prescriber', 'pharmacist']);
    await told(requests.act(request, 'prescripteur-a', 'complete', await requests.form(request, 'prescripteur-a')));
    await requests.sign(request, 'pharmacien-a', 'pharmacist');
    await requests.sign(request, 'prescripteur-a', 'prescriber');
    const sendings = (await world.journalOf('enrolment', request.id)).filter(({ action }) => action === 'request.sent');
    expect(sendings.map(({ details }) => details['first'])).toEqual([true, false]);

    // Nothing that is signed changes the second time: finishing sends it again.
    await told(requests.decide(request, 'exploitant', more));
    await told(requests.act(request, 'pharmacien-a', 'complete', await requests.form(request, 'pharmacien-a')));
    expect((await requests.enrolment(request, 'exploitant')).state).toBe('sent');
  });

  it('charter P1: says so when an authorisation has no number left, and decides nothing', async () => {
    const request = await requests.sent(await requests.started('prescripteur-a', 'ENH'));
    const counter = `INSERT INTO registration_counter (authorisation_id, given) VALUES ($1, $2)
      ON CONFLICT (authorisation_id) DO UPDATE SET given = $2`;
    const id = world.authorisation('ENH');
    const [before] = await world.db.query('SELECT given FROM registration_counter WHERE authorisation_id = $1', [id]);
    await world.db.query(counter, [id, 100_000]);
    const { status, body } = await requests.decide(request, 'exploitant-2', { decision: 'favourable' });
    expect([status, body.code, body.detail]).toEqual([503, 'unavailable', expect.stringMatching(/Tous les numéros/)]);
    expect((await requests.enrolment(request, 'exploitant-2')).state).toBe('sent');
    await world.db.query(counter, [id, before?.given ?? 0]);
  });

  it('gives numbers that are never the same, many at once', async () => {
    const several = [];
    for (let count = 0; count < 5; count++)
      several.push(await requests.sent(await requests.started('prescripteur-ab', 'TEC'), 'prescripteur-ab'));
    await Promise.all(several.map((request) => told(requests.decide(request, 'exploitant', { decision: 'favourable' }))));
    const numbers = await Promise.all(several.map(async (request) => (await requests.enrolment(request, 'exploitant')).registrationNumber));
    expect(new Set(numbers).size).toBe(5);
  });
});

describe('taking a request back', () => {
  const cancel = async (request: { id: string; formId: string }, by: string) => {
    const { stateVersion } = await requests.enrolment(request, by);
    return world
      .as(by)
      .post(`/enrolments/${request.id}/cancel`)
      .set('If-Match', `"${stateVersion}"`)
      .send({ reason: 'Erreur de patient.' });
  };

  it('charter C5.8: a change that voids the signature leaves the request made; cancelling then closes it', async () => {
    const request = await requests.completed(await requests.started('nouveau', 'TEC'), 'nouveau');
    await requests.sign(request, 'nouveau', 'prescriber');
    const { voided } = await requests.answer(request, 'nouveau', 'pat.poids', '61', 'Erreur de saisie.');
    expect(voided).toEqual(['prescriber']);
    const isLive = async () => (await world.db.query('SELECT live FROM access_request WHERE enrolment_id = $1', [request.id]))[0].live;
    expect(await isLive()).toBe(true);
    expect((await cancel(request, 'nouveau')).status).toBe(200);
    expect(await isLive()).toBe(false);
  });

  it('charter C5.8: cancelled before it was sent, it opens nothing any more', async () => {
    const request = await requests.completed(await requests.started('medecin-psc', 'ENH'), 'medecin-psc');
    await requests.sign(request, 'medecin-psc', 'prescriber');
    expect((await cancel(request, 'pharmacien-a')).status).toBe(200);
    const [{ live }] = await world.db.query('SELECT live FROM access_request WHERE enrolment_id = $1', [request.id]);
    expect(live).toBe(false);
    const entries = await world.journalOf('enrolment', request.id);
    expect(entries.filter(({ action }) => action === 'access.request-closed')).toMatchObject([
      { actor: world.person('pharmacien-a').name, details: { personId: world.person('medecin-psc').id, centreId: CENTRE_A } },
    ]);
    expect(await requests.enrolment(request, 'pharmacien-a')).toMatchObject({
      state: 'cancelled',
      awaits: [],
      centreId: CENTRE_A,
      ended: { byName: world.person('pharmacien-a').name, at: expect.any(String), reason: expect.any(String) },
    });
    expect((await requests.change(request, 'pharmacien-a', [{ item: 'pat.poids', value: '61', base: 0 }])).body).toMatchObject({
      code: 'conflict',
    });
  });
});
