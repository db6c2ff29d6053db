import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { addDays, addMonths, calendarDate } from '#kernel/domain';
import { BY_NAME, compassionate, FRAMEWORK, given, HOLDER_BY_NAME } from '../testing/compassionate.js';
import { Requests, told, type AnsmGiven, type Request, type Wire } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';

let world: World;
let requests: Requests;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  await compassionate(world);
});
afterAll(() => world.close());

const starting = (ansm: unknown, { by = ME, code = BY_NAME } = {}) =>
  world
    .as(by)
    .post('/enrolments')
    .set('Idempotency-Key', randomUUID())
    .send({
      authorisationId: world.authorisation(code),
      ...(ansm !== undefined && { ansm }),
      ...(by !== ME && { prescriberId: world.person(ME).id }),
    });
const started = (number: string, more: Partial<AnsmGiven> = {}) => requests.started(ME, BY_NAME, undefined, given(number, more));
const wrong = async (asked: PromiseLike<{ status: number; body: Wire }>) => {
  const { status, body } = await asked;
  return { status, rule: body.rule, paths: (body.items ?? []).map(({ path }: Wire) => path) };
};
const giving = async (request: Request, body: unknown, by = ME, path = '') => {
  const { stateVersion } = await requests.enrolment(request, ME);
  return world
    .as(by)
    .post(`/enrolments/${request.id}/ansm-authorisations${path}`)
    .set('If-Match', `"${stateVersion}"`)
    .send(body as object);
};
const count = async () => Number((await world.db.query('SELECT count(*) FROM enrolment'))[0].count);

describe('an authorisation by name', () => {
  it('charter R6: each patient has the number that ANSM gave, all of them one access and one protocol', async () => {
    const [one, other] = [await started('AAC 2026-000 001'), await started('AAC-2026-000-002')];
    const [file, second] = [await requests.enrolment(one, ME), await requests.enrolment(other, ME)];
    const { fromDay, untilDay } = given('');
    expect(file.ansmAuthorisations).toEqual([{ id: expect.any(String), number: 'AAC 2026-000 001', fromDay, untilDay }]);
    expect(second.authorisationId).toBe(file.authorisationId);
    const { items } = await told(world.as(ME).get('/authorisations'));
    expect(items.filter(({ code }: Wire) => code === BY_NAME)).toHaveLength(1);
    await requests.sign(await requests.completed(one), ME, 'prescriber');
    // One access opens the patients of all.
    expect((await requests.enrolment(other, 'pharmacien-a')).id).toBe(other.id);
    const [act] = (await world.journalOf('enrolment', one.id)).filter(({ action }) => action === 'request.ansm-number-given');
    expect(act?.changes).toMatchObject([{ item: 'ansmNumber', new: 'AAC 2026-000 001' }, { item: 'ansmFrom' }, { item: 'ansmUntil' }]);
    expect(JSON.stringify(act?.details)).not.toContain('2026');
  });

  it('charter R6: a number twice is refused, however it is written, and nothing is kept', async () => {
    await started('AAC-2026-000010');
    const before = await count();
    for (const by of [ME, 'pharmacien-a']) {
      const { status, body } = await starting(given('aac 2026.000010'), { by });
      expect({ status, rule: body.rule, detail: body.detail }).toEqual({
        status: 409,
        rule: 'R6',
        detail: expect.stringContaining('déjà celui d’un autre dossier'),
      });
    }
    expect(await count()).toBe(before);
  });

  it('charter R6: two who enter one number at once make one enrolment', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 6 }, () => starting(given('AAC-2026-000020'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(await count()).toBe(before + 1);
  });

  it('charter R6: without a number, with one of a wrong shape or for too long, nothing begins', async () => {
    const before = await count();
    expect(await wrong(starting(undefined))).toEqual({ status: 400, rule: 'R6', paths: ['ansm.number'] });
    for (const number of ['12', 'Madame Dupont', 'AAC-26', '2026/0001\u0007', 'A'.repeat(30)])
      expect(await wrong(starting(given(number)))).toMatchObject({ status: 400, paths: ['ansm.number'] });
    const today = calendarDate(given('').fromDay);
    for (const untilDay of [addDays(today, -1), addMonths(today, 12), '2026-02-30', 'toujours'])
      expect(await wrong(starting(given('AAC-2026-000030', { untilDay })))).toMatchObject({ status: 400, paths: ['ansm.untilDay'] });
    expect(await wrong(starting({ ...given('AAC-2026-000030'), patient: 'DUP' }))).toMatchObject({ status: 400 });
    expect(await count()).toBe(before);
  });

  it('charter R6: other accesses have no such number', async () => {
    for (const code of [FRAMEWORK, 'TEC'])
      expect(await wrong(starting(given('AAC-2026-000040'), { code }))).toEqual({ status: 400, rule: 'R6', paths: ['ansm'] });
    const request = await requests.started(ME, 'TEC');
    expect(await wrong(giving(request, given('AAC-2026-000040')))).toMatchObject({ status: 409, rule: 'R6' });
  });

  it('charter R6: one whose days are past opens no enrolment; its renewal does', async () => {
    const today = calendarDate(given('').fromDay);
    const past = { fromDay: addMonths(today, -12), untilDay: addDays(today, -1) };
    const request = await requests.completed(await started('AAC-2025-000050', past));
    const { status, body } = await requests.intend(request, ME, 'prescriber');
    expect({ status, rule: body.rule, detail: body.detail }).toMatchObject({
      status: 409,
      rule: 'R6',
      detail: expect.stringContaining('renouvellement'),
    });
    expect((await requests.form(request, ME)).abilities).not.toContain('sign-prescriber');
    await told(giving(request, given('AAC-2026-000050')));
    const { ansmAuthorisations } = await requests.enrolment(request, ME);
    expect(ansmAuthorisations.map(({ number }) => number)).toEqual(['AAC-2025-000050', 'AAC-2026-000050']);
    await requests.sign(request, ME, 'prescriber');
    expect((await requests.enrolment(request, ME)).state).toBe('granted');
  });

  it('charter R6: what was copied wrong is corrected with a reason, and its number is free again', async () => {
    const request = await started('AAC-2026-000060');
    const [{ id } = { id: '' }] = (await requests.enrolment(request, ME)).ansmAuthorisations;
    const correction = { ...given('AAC-2026-000061'), replaces: id, reason: 'Chiffre mal recopié' };
    expect(await wrong(giving(request, { ...given('AAC-2026-000061'), replaces: id }, ME, '/correction'))).toMatchObject({ status: 400 });
    await told(giving(request, correction, ME, '/correction'));
    expect((await requests.enrolment(request, ME)).ansmAuthorisations).toMatchObject([{ number: 'AAC-2026-000061' }]);
    const entry = (await world.journalOf('enrolment', request.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'request.ansm-number-corrected',
      changes: [{ item: 'ansmNumber', old: 'AAC-2026-000060', new: 'AAC-2026-000061', reason: 'Chiffre mal recopié' }],
    });
    expect((await giving(request, correction, ME, '/correction')).status).toBe(404);
    await started('AAC-2026-000060');
  });

  it('charter R6: an inclusion that is cancelled holds its number no longer, and takes none', async () => {
    const request = await started('AAC-2026-000070');
    const { stateVersion } = await requests.enrolment(request, ME);
    await told(
      world
        .as(ME)
        .post(`/enrolments/${request.id}/cancel`)
        .set('If-Match', `"${stateVersion}"`)
        .send({ reason: 'Essai ouvert au patient' }),
    );
    expect((await world.journalOf('enrolment', request.id)).at(-1)).toMatchObject({
      action: 'request.cancelled',
      details: { ground: 'ansm-number' },
    });
    expect((await giving(request, given('AAC-2026-000071'))).status).toBe(409);
    await started('AAC-2026-000070');
  });

  it('charter R6: is given by anyone who types the form that opens the enrolment, and by nobody else', async () => {
    const request = await requests.completed(await started('AAC-2026-000080'));
    await requests.sign(request, ME, 'prescriber');
    const by = async (name: string) => (await giving(request, given(`AAC-2027-${name.length}0080`), name)).status;
    expect(await by('prescripteur-b')).toBe(404);
    expect(await by(HOLDER_BY_NAME)).toBe(403);
    expect(await by('exploitant-2')).toBe(404);
    expect(await by('administrateur')).toBe(403);
    await world.anyone().post(`/enrolments/${request.id}/ansm-authorisations`).send(given('AAC-2027-000081')).expect(401);
    expect(await by('pharmacien-a')).toBe(200);
    const stale = await world
      .as(ME)
      .post(`/enrolments/${request.id}/ansm-authorisations`)
      .set('If-Match', '"1"')
      .send(given('AAC-2027-000082'));
    expect(stale.status).toBe(412);
  });
});
