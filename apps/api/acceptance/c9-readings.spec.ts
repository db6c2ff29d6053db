import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HomeView } from '#dashboards/api';
import { DISPENSER, inDays, NOBODYS, PRESCRIBER, Readings, WHY } from '../testing/readings.js';
import { arrives } from '../testing/arrivals.js';
import { externalOf } from '../testing/personas.js';
import { told } from '../testing/requests.js';
import { CENTRE_B, World } from '../testing/world.js';

let world: World;
let readings: Readings;
beforeAll(async () => {
  world = await World.open({ env: { NUMBER_CHECKS_PER_HOUR: '0' } });
  readings = new Readings(world);
});
afterAll(() => world.close());

const REASON = { reason: 'Le patient ne l’a pas souhaité.' };
const toDecide = async (by: string): Promise<number> => {
  const home: HomeView = await told(world.as(by).get('/home'));
  const tasks = home.tasks.filter(({ kind }) => kind === 'reading-to-decide');
  expect(home.totals.find(({ kind }) => kind === 'reading-to-decide')?.count ?? 0).toBe(tasks.length);
  return tasks.length;
};

describe('asking to read a file', () => {
  it('charter C9.2: a pharmacist of B asks with the number and why; nothing of the patient is told, not even where they are followed', async () => {
    const { number, id } = await readings.patient();
    const asked = await readings.asked(number);
    expect(asked).toEqual({
      id: asked.id,
      state: 'asked',
      authorisationId: world.authorisation('ENH'),
      authorisationCode: 'ENH',
      medicine: 'ENHERTU',
      registrationNumber: number,
      asker: { id: world.person(DISPENSER).id, name: world.person(DISPENSER).name },
      askerCentreName: expect.any(String),
      why: WHY,
      askedAt: expect.any(String),
      stateVersion: 1,
      abilities: [],
    });
    expect(await readings.reads({ id })).toBe(404);
    const lines = (await world.journalOf('enrolment', id)).filter(({ action }) => action.startsWith('reading.'));
    expect(lines).toMatchObject([
      {
        action: 'reading.asked',
        actor: world.person(DISPENSER).name,
        centre: CENTRE_B,
        changes: [{ item: 'reading', new: 'asked', reason: WHY }],
      },
    ]);
  });

  it('charter C9.1: a number that is not valid is not found, whatever it is otherwise: no more than the check tells', async () => {
    const { number } = await readings.patient();
    const unknown = await readings.ask(DISPENSER, NOBODYS).expect(404);
    const ofAnother = await readings.ask(DISPENSER, number, { code: 'TEC' }).expect(404);
    const { requestId: _one, ...first } = unknown.body;
    const { requestId: _other, ...second } = ofAnother.body;
    expect(second).toEqual(first);
    expect(first).toMatchObject({ code: 'not-found', items: [{ path: 'number', message: expect.stringMatching(/n’est pas valide/) }] });
    await readings.ask(DISPENSER, 'ENH-123456').expect(400, /erreur de saisie/);
    await readings.ask(DISPENSER, number, { why: 'x' }).expect(400, /"path":"why"/);
    expect(await readings.list(DISPENSER, 'asked')).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ registrationNumber: number })]),
    );
  });

  it('charter C9.2: asked twice, it is asked once: with one key it is the same, with two, even at once, the second is told', async () => {
    const { number } = await readings.patient();
    const first = await told(readings.ask(DISPENSER, number, { key: 'the-same-wish' }), 201);
    expect((await told(readings.ask(DISPENSER, number, { key: 'the-same-wish' }), 201)).id).toBe(first.id);
    await readings.ask(DISPENSER, number).expect(409, /déjà demandé/);

    const other = await readings.patient();
    const statuses = await Promise.all([1, 2, 3].map(() => readings.ask(DISPENSER, other.number).then(({ status }) => status)));
    expect(statuses.sort()).toEqual([201, 409, 409]);
  });

  it('charter C9.2: two pharmacists of B who ask for the same file at once ask each for themselves: the answer to one opens nothing to the other', async () => {
    const { profiles } = externalOf('plage', DISPENSER);
    await arrives(world, { ...externalOf('psc', 'pharmacien-psc'), profiles });
    const [{ id: profileId }] = await world.db.query(`SELECT id FROM profile WHERE person_id = $1 AND centre_id = $2`, [
      world.person('pharmacien-psc').id,
      CENTRE_B,
    ]);
    const colleague = await world.signInAs('pharmacien-psc', profileId);
    const { number, id } = await readings.patient();
    const body = { authorisationId: world.authorisation('ENH'), number, why: WHY };
    const asked = await Promise.all([
      readings.ask(DISPENSER, number),
      colleague.post('/read-grants').set('Idempotency-Key', 'of-a-colleague').send(body),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([201, 201]);
    const both = (await world.journalOf('enrolment', id)).filter(({ action }) => action === 'reading.asked');
    expect(both.map(({ actor }) => actor).sort()).toEqual([DISPENSER, 'pharmacien-psc'].map((who) => world.person(who).name).sort());
    await told(readings.grant(asked[1]?.body));
    expect((await colleague.get(`/enrolments/${id}`)).status).toBe(200);
    expect(await readings.reads({ id })).toBe(404);
  });

  it('charter C9.2: nobody else asks; a pharmacist does not for a patient of their own centre', async () => {
    const { number } = await readings.patient();
    for (const name of ['prescripteur-b', 'pnm-b', PRESCRIBER, 'exploitant-2', 'gestionnaire', 'administrateur'])
      await readings.ask(name, number).expect(403);
    await readings.ask('pharmacien-a', number).expect(409, /suivi dans votre centre/);
    await world.anyone().post('/read-grants').set('Idempotency-Key', 'nobody-knows').send({}).expect(401);
    await world
      .as(DISPENSER)
      .post('/read-grants')
      .send({ authorisationId: world.authorisation('ENH'), number, why: WHY })
      .expect(428);
  });
});

describe('deciding', () => {
  it('charter C9.2: waits on the home of the prescribers of A who may, and of nobody else; what is counted is listed', async () => {
    const before = await toDecide(PRESCRIBER);
    const { number, id } = await readings.patient();
    await readings.asked(number);
    expect(await toDecide(PRESCRIBER)).toBe(before + 1);
    expect(await readings.list(PRESCRIBER, 'asked')).toHaveLength(before + 1);
    for (const name of ['prescripteur-a', 'nouveau', 'pharmacien-a', DISPENSER, 'gestionnaire'])
      expect([name, await toDecide(name)]).toEqual([name, 0]);
    const { items } = await readings.ofFile({ id }, PRESCRIBER);
    expect(items).toMatchObject([
      { state: 'asked', why: WHY, registrationNumber: number, enrolmentId: id, abilities: ['grant', 'refuse'] },
    ]);
    expect((await readings.ofFile({ id }, 'pharmacien-a')).items).toMatchObject([{ state: 'asked', abilities: [] }]);
    // Anyone of the operator's side who reads the file sees that it is asked for, and decides nothing.
    expect((await readings.ofFile({ id }, 'data-manager')).items).toMatchObject([{ state: 'asked', abilities: [] }]);
  });

  it('charter C9.2: a prescriber of A grants until a day; the pharmacist of B then reads the whole file, and says why they see it', async () => {
    const { id, formId, number, reading } = await readings.opened(inDays(30));
    expect(reading).toMatchObject({
      state: 'granted',
      until: inDays(30),
      decidedBy: world.person(PRESCRIBER).name,
      abilities: ['withdraw'],
    });
    expect(await readings.reads({ id })).toBe(200);
    for (const path of [`/forms/${formId}`, `/enrolments/${id}/schedule`]) await world.as(DISPENSER).get(path).expect(200);
    const { items } = await told(world.as(DISPENSER).post('/enrolments/search').send({ search: number }));
    expect(items).toMatchObject([{ id, registrationNumber: number }]);
    const { mine } = await readings.ofFile({ id }, DISPENSER);
    expect(mine).toMatchObject({ until: inDays(30), centreName: expect.any(String), decidedBy: world.person(PRESCRIBER).name });
    const { words } = await told(world.as(DISPENSER).get(`/enrolments/${id}/channels`));
    expect(words.join(' ')).toMatch(/rien à saisir dans Passerelle/);
    const [granted] = (await world.journalOf('enrolment', id)).filter(({ action }) => action === 'reading.granted');
    expect(granted).toMatchObject({
      actor: world.person(PRESCRIBER).name,
      details: { until: inDays(30), askerId: world.person(DISPENSER).id },
    });
    await readings.ask(DISPENSER, number).expect(409, /déjà ouverte/);
  });

  it('charter C9.1: reading is all: nothing is written, signed, asked or declared, and no task comes of it', async () => {
    const { id, formId } = await readings.opened();
    const as = world.as(DISPENSER);
    const { abilities, stateVersion } = await told(as.get(`/enrolments/${id}`));
    expect(abilities.sort()).toEqual(['follow', 'print']);
    await as
      .patch(`/forms/${formId}/values`)
      .send({ changes: [{ item: 'pat.poids', value: '50', base: 0 }] })
      .expect(403, /"rule":"C9.2"/);
    for (const act of ['complete', 'reopen'])
      await as
        .post(`/forms/${formId}/${act}`)
        .set('If-Match', '"1"')
        .expect(403, /"rule":"C9.2"/);
    await as
      .post(`/enrolments/${id}/forms`)
      .set('Idempotency-Key', 'never-writing')
      .send({ formCode: 'FIT' })
      .expect(403, /"rule":"C9.2"/);
    await as.post(`/enrolments/${id}/cancel`).set('If-Match', `"${stateVersion}"`).send(REASON).expect(403);
    await as.get(`/enrolments/${id}/journal`).expect(403);
    await as
      .post('/queries')
      .set('Idempotency-Key', 'asks-nothing')
      .send({ enrolmentId: id, text: 'Est-ce bien le poids ?' })
      .expect(403, /"rule":"C5.3"/);
    const home: HomeView = await told(as.get('/home').query({ each: 1000 }));
    expect(home.tasks.filter(({ enrolmentId }) => enrolmentId === id)).toEqual([]);
    const { rows } = await told(as.get(`/enrolments/${id}/schedule`));
    expect(rows.some(({ canOpen }: { canOpen?: boolean }) => canOpen)).toBe(false);
  });

  it('charter C9.2: it is opened to that person in that centre, and to no colleague', async () => {
    const { id } = await readings.opened();
    for (const name of ['prescripteur-b', 'pnm-b', 'exploitant', 'prescripteur-a'])
      expect([name, await readings.reads({ id }, name)]).toEqual([name, 404]);
    expect(await readings.reads({ id }, 'pharmacien-a')).toBe(200);
  });

  it('charter C9.2: who may not decide is refused by the rule, who may not see is told of nothing', async () => {
    const { number } = await readings.patient();
    const asked = await readings.asked(number);
    const acts = [
      ['grant', { until: inDays(3) }],
      ['refuse', REASON],
      ['withdraw', REASON],
    ] as const;
    for (const [act, body] of acts) {
      for (const name of ['pharmacien-a', DISPENSER, 'data-manager', 'exploitant-2', 'gestionnaire'])
        await readings.act(name, asked, act, body).expect(403, /"rule":"C9.2"/);
      for (const name of ['prescripteur-a', 'prescripteur-b', 'exploitant']) await readings.act(name, asked, act, body).expect(404);
      for (const name of ['pnm-a', 'pnm-b']) await readings.act(name, asked, act, body).expect(403, /"rule":"C9.2"/);
      await world.anyone().post(`/read-grants/${asked.id}/${act}`).send(body).expect(401);
      await world.as(PRESCRIBER).post(`/read-grants/${asked.id}/${act}`).send(body).expect(428);
      await readings.act(PRESCRIBER, { ...asked, stateVersion: 9 }, act, body).expect(412);
    }
  });

  it('charter C9.2: the day is one to come, within a year', async () => {
    const { number } = await readings.patient();
    const asked = await readings.asked(number);
    await readings.grant(asked, PRESCRIBER, inDays(-1)).expect(400, /"path":"until".*déjà passée/);
    await readings.grant(asked, PRESCRIBER, inDays(400)).expect(400, /un an au plus/);
    await readings.grant(asked, PRESCRIBER, '2026-02-31').expect(400);
    await readings.act(PRESCRIBER, asked, 'grant', {}).expect(400);
    await readings.grant(asked, PRESCRIBER, inDays(0)).expect(200);
  });

  it('charter C9.2: refused, with its reason, nothing is opened; another may be asked', async () => {
    const { id, number } = await readings.patient();
    const asked = await readings.asked(number);
    await readings.act(PRESCRIBER, asked, 'refuse', {}).expect(400, /"path":"reason"/);
    const refused = await told(readings.act(PRESCRIBER, asked, 'refuse', REASON));
    expect(refused).toMatchObject({ state: 'refused', ...REASON, abilities: [] });
    expect(await readings.reads({ id })).toBe(404);
    const [mine] = await readings.list(DISPENSER, 'refused');
    expect(mine).toMatchObject({ id: asked.id, ...REASON });
    expect(mine).not.toHaveProperty('centreName');
    expect(mine).not.toHaveProperty('decidedBy');
    await readings.grant(refused).expect(409, /refusée/);
    await readings.asked(number);
  });

  it('charter C9.2: of two prescribers who decide at once, one is told to read again, and one answer stands', async () => {
    await told(
      world
        .as(PRESCRIBER)
        .post('/designations')
        .set('Idempotency-Key', 'two-who-decide')
        .send({ kind: 'prescriber', authorisationId: world.authorisation('ENH'), designeeId: world.person('prescripteur-a').id }),
      201,
    );
    for (let round = 0; round < 3; round++) {
      const { number, id } = await readings.patient();
      const asked = await readings.asked(number);
      const [granted, refused] = await Promise.all([
        readings.grant(asked, PRESCRIBER).then(({ status }) => status),
        readings.act('prescripteur-a', asked, 'refuse', REASON).then(({ status }) => status),
      ]);
      expect([granted, refused].sort()).toEqual([200, 412]);
      expect(await readings.reads({ id })).toBe(granted === 200 ? 200 : 404);
      const acts = (await world.journalOf('enrolment', id)).filter(({ action }) => action.startsWith('reading.'));
      expect(acts).toHaveLength(2);
    }
  });
});
