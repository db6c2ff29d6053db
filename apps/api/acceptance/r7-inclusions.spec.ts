import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { BY_NAME, compassionate, FRAMEWORK, given, HOLDER_BY_NAME } from '../testing/compassionate.js';
import { FollowUp } from '../testing/follow-up.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
const PHARMACIST = 'pharmacien-a';

let world: World;
let requests: Requests;
let follow: FollowUp;
beforeAll(async () => {
  world = await World.open();
  [requests, follow] = [new Requests(world), new FollowUp(world)];
  await compassionate(world);
});
afterAll(() => world.close());

let rank = 0;
const begun = (by = ME) => requests.started(by, BY_NAME, by === ME ? undefined : ME, given(`AAC-2026-0${1000 + rank++}`));
const included = async (): Promise<Request> => {
  const request = await requests.completed(await begun());
  await requests.sign(request, ME, 'prescriber');
  return request;
};
const actions = async ({ id }: Request) => (await world.journalOf('enrolment', id)).map(({ action }) => action);
const letters = async ({ id }: Request) => {
  const rows: { kind: string; login: string }[] = await world.db.query(
    `SELECT kind, person_id AS login FROM notification WHERE enrolment_id = $1 AND person_id IS NOT NULL ORDER BY kind`,
    [id],
  );
  const known = [PHARMACIST, HOLDER_BY_NAME];
  return rows.map(({ kind, login }) => [kind, known.find((name) => world.person(name).id === login)]);
};
const readsPatientsOf = async (by: string, code: string): Promise<boolean> => {
  const { abilities } = await told(world.as(by).get(`/authorisations/${world.authorisation(code)}`));
  return abilities.includes('read-patients');
};

describe('compassionate access by name', () => {
  it('charter R7: the prescriber’s signature opens the enrolment, with its number; nobody gives an opinion', async () => {
    const request = await begun();
    expect(await requests.enrolment(request, ME)).toMatchObject({
      ground: 'ansm-number',
      state: 'draft',
      forms: [{ kind: 'INC', title: 'Fiche d’inclusion' }],
    });
    expect(await readsPatientsOf(ME, BY_NAME)).toBe(false);
    await requests.completed(request);
    expect(await requests.enrolment(request, ME)).toMatchObject({ state: 'completed', awaits: ['prescriber'] });
    await requests.sign(request, ME, 'prescriber');
    const file = await requests.enrolment(request, ME);
    expect(file).toMatchObject({ state: 'granted', awaits: [], registrationNumber: expect.stringMatching(/^VYV-\d{6}$/) });
    expect(file.abilities).toContain('follow');
    expect(file.sentAt).toBeUndefined();
    // Charter C5.1, C5.8: that was the access request.
    expect(await readsPatientsOf(ME, BY_NAME)).toBe(true);
    const acts = await actions(request);
    expect(acts).toContain('request.included');
    expect(acts).not.toContain('request.sent');
    expect(acts).not.toContain('request.granted');
    expect(file.timeline.map(({ text }) => text)).toContain(`Patient inclus\u00a0: numéro ${file.registrationNumber} attribué`);
  });

  it('charter R7: no e-mail asks for an opinion; those with access are told of the number', async () => {
    const sent = await letters(await included());
    expect(sent.map(([kind]) => kind)).toEqual(sent.map(() => 'request-included'));
    expect(sent.map(([, login]) => login)).toContain(PHARMACIST);
    expect(sent.map(([, login]) => login)).not.toContain(HOLDER_BY_NAME);
  });

  it('charter R7: nothing waits for the holder, who reads the patient once included and decides nothing', async () => {
    const draft = await begun();
    await world.as(HOLDER_BY_NAME).get(`/enrolments/${draft.id}`).expect(404);
    const request = await included();
    const { tasks } = await told(world.as(HOLDER_BY_NAME).get('/home'));
    expect(tasks.filter(({ kind }: { kind: string }) => kind === 'decide')).toEqual([]);
    const file = await requests.enrolment(request, HOLDER_BY_NAME);
    expect(file.abilities).not.toContain('decide');
    for (const decision of ['favourable', 'unfavourable', 'more']) {
      const { status, body } = await requests.decide(request, HOLDER_BY_NAME, { decision, reason: 'Motif de l’avis' });
      expect({ status, rule: body.rule, detail: body.detail }).toEqual({
        status: 409,
        rule: 'R7',
        detail: expect.stringContaining('n’attend pas d’avis de l’exploitant'),
      });
    }
  });

  it('charter R7: the follow-up begins at once, with no day of an opinion', async () => {
    const request = await included();
    const { rows } = await follow.schedule(request, ME);
    expect(rows.map(({ form }: { form: string }) => form)).toEqual(['FIT', 'SUIVI', 'SUIVI', 'SUIVI']);
    const { request: fit } = await follow.opened(request, ME, { formCode: 'FIT', visitCode: 'J0' });
    expect((await requests.form(fit, ME)).env).not.toHaveProperty('decisionDate');
    const { status } = await requests.intend(fit, PHARMACIST, 'pharmacist');
    expect(status).toBe(409);
  });

  it('charter R7: what opens the enrolment is signed whole, by the prescriber and nobody else', async () => {
    const request = await begun(PHARMACIST);
    await requests.completed(request, PHARMACIST);
    // Charter C5.6: a pharmacist's signature is asked of a FAT, not of this form.
    expect((await requests.intend(request, PHARMACIST, 'pharmacist')).status).toBe(409);
    expect((await requests.intend(request, PHARMACIST, 'prescriber')).status).toBe(403);
    expect((await requests.enrolment(request, ME)).state).toBe('completed');
    await requests.sign(request, ME, 'prescriber');
    expect((await requests.enrolment(request, ME)).state).toBe('granted');

    const empty = await begun();
    const { status, body } = await requests.act(empty, ME, 'complete', await requests.form(empty, ME));
    expect(status).toBe(200);
    expect(body.state).toBe('complete');
    expect((await requests.intend(empty, ME, 'prescriber')).body.code).toBe('gaps');
  });

  it('charter R7: another centre, another company and who is signed out see nothing of it', async () => {
    const { id, formId } = await included();
    for (const by of ['prescripteur-b', 'pharmacien-b', 'exploitant-2']) {
      await world.as(by).get(`/enrolments/${id}`).expect(404);
      await world.as(by).get(`/forms/${formId}`).expect(404);
    }
    await world.anyone().get(`/enrolments/${id}`).expect(401);
    await world.as('administrateur').get(`/enrolments/${id}`).expect(403);
  });

  it('charter R5: a suspended one opens no enrolment', async () => {
    const request = await requests.completed(await begun());
    await world.db.query(`UPDATE authorisation SET status = 'suspended' WHERE code = $1`, [BY_NAME]);
    const { status, body } = await requests.intend(request, ME, 'prescriber');
    await world.db.query(`UPDATE authorisation SET status = 'in-force' WHERE code = $1`, [BY_NAME]);
    expect({ status, rule: body.rule }).toEqual({ status: 403, rule: 'R5' });
  });

  it('charter R7: the list, its CSV and the paper say « inclus »', async () => {
    const request = await included();
    const { registrationNumber } = await requests.enrolment(request, ME);
    const csv = await world.as(ME).post('/enrolments/search.csv').send({ search: registrationNumber }).expect(200);
    expect(csv.text).toContain(';inclus;');
    const { items } = await told(world.as(ME).post('/enrolments/search').send({ search: registrationNumber }));
    expect(items).toMatchObject([{ ground: 'ansm-number', state: 'granted' }]);
  });
});

describe('a prescription framework', () => {
  it('charter R7: opens on its criteria, once both have signed where its protocol says so, without an opinion', async () => {
    const request = await requests.started(ME, FRAMEWORK);
    expect(await requests.enrolment(request, ME)).toMatchObject({ ground: 'framework-criteria', ansmAuthorisations: [] });
    await requests.completed(request);
    await requests.sign(request, ME, 'prescriber');
    expect(await requests.enrolment(request, ME)).toMatchObject({ state: 'half-signed', awaits: ['pharmacist'] });
    expect(await readsPatientsOf(ME, FRAMEWORK)).toBe(true);
    expect((await letters(request)).map(([kind]) => kind)).toContain('signature-awaited');
    await requests.sign(request, PHARMACIST, 'pharmacist');
    expect(await requests.enrolment(request, ME)).toMatchObject({
      state: 'granted',
      registrationNumber: expect.stringMatching(/^ENH-\d{6}$/),
    });
    expect(await actions(request)).not.toContain('request.sent');
  });

  it('charter C5.6: an early access whose protocol has no FAT takes no request', async () => {
    await world.db.query(`UPDATE authorisation SET kind = 'AAP-PRE-AMM' WHERE code = $1`, [BY_NAME]);
    const body = { authorisationId: world.authorisation(BY_NAME) };
    const { status, body: said } = await world.as(ME).post('/enrolments').set('Idempotency-Key', randomUUID()).send(body);
    await world.db.query(`UPDATE authorisation SET kind = 'AAC' WHERE code = $1`, [BY_NAME]);
    expect({ status, rule: said.rule }).toEqual({ status: 409, rule: 'C5.6' });
  });
});
