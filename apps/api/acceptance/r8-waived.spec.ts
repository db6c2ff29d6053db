import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CalendarsInForce } from '#calendar/api';
import type { FormListView, MissingView } from '#dashboards/api';
import { BY_NAME, compassionate, FRAMEWORK, grantedAs, HOLDER_BY_NAME } from '../testing/compassionate.js';
import { DecisionsOf } from '../testing/decisions.js';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
const PHARMACIST = 'pharmacien-a';
const HERE = { code: FRAMEWORK };

let world: World;
let requests: Requests;
let follow: FollowUp;
let decisions: DecisionsOf;
beforeAll(async () => {
  world = await World.open();
  [requests, follow, decisions] = [new Requests(world), new FollowUp(world), new DecisionsOf(world)];
  await compassionate(world);
});
afterAll(() => world.close());

const follows = () => world.app.get(CalendarsInForce, { strict: false }).follow();
const view = (by = ME) => told(world.as(by).get(decisions.path(FRAMEWORK)));
const start = () =>
  world
    .as(ME)
    .post('/enrolments')
    .set('Idempotency-Key', randomUUID())
    .send({ authorisationId: world.authorisation(FRAMEWORK) });
const late = async () => {
  const list: FormListView = await told(
    world.as(PHARMACIST).get(`/dashboard/forms?work=late&authorisationId=${world.authorisation(FRAMEWORK)}`),
  );
  return list.rows;
};
/** The forms of the follow-up of which fields are missing, over all patients of that authorisation. */
const missingRows = async () => {
  const { rows }: MissingView = await told(
    world.as(PHARMACIST).get(`/dashboard/missing?authorisationId=${world.authorisation(FRAMEWORK)}`),
  );
  return rows.filter(({ form, missing }) => form !== 'FAT' && missing > 0).map(({ form, missing }) => `${form} ${missing}`);
};
const states = async (request: Request) =>
  (await follow.rows(request, ME)).map(({ form, state, canOpen }) => [form, state, ...(canOpen ? ['open'] : [])].join(' '));
/** Treated long enough ago for visits to be late. */
const followed = async (): Promise<Request> => {
  const request = await requests.completed(await requests.started(ME, FRAMEWORK));
  await requests.sign(request, ME, 'prescriber');
  await requests.sign(request, PHARMACIST, 'pharmacist');
  const { today } = await follow.schedule(request, ME);
  await world.db.query(`UPDATE form_record SET "values" = jsonb_set("values", '{fat.date_demande}', '"2025-01-01"') WHERE id = $1`, [
    request.formId,
  ]);
  const { request: fit } = await follow.opened(request, ME, { formCode: 'FIT' });
  await requests.answer(fit, ME, 'fit.administre', 'O');
  await requests.answer(fit, ME, 'fit.date_debut', daysBefore(today, 150));
  return request;
};

describe('a waiver from PUT and follow-up', () => {
  let patient: Request;
  let draft: Request;
  let before: string[];

  /** What the file tells of it: pages that are open hear it. */
  const turnsTold = async () => {
    const entries = await world.journalOf('enrolment', patient.id);
    return entries.map(({ action }) => action).filter((action) => action.startsWith('calendar.'));
  };

  it('charter R8: takes effect on its day, and not before', async () => {
    patient = await followed();
    draft = await requests.completed(await requests.started(ME, FRAMEWORK));
    before = await states(patient);
    expect(before).toContain('SUIVI late open');
    const tomorrow = daysBefore(decisions.today, -1);
    const { status, body } = await decisions.record('put-waived', { day: tomorrow }, HERE);
    expect(status).toBe(200);
    expect(await follows()).toBe(0);
    expect(await states(patient)).toEqual(before);
    const { decisions: recorded, stateVersion } = body;
    await world
      .as('gestionnaire')
      .post(`${decisions.path(FRAMEWORK)}/decisions/cancel`)
      .set('If-Match', `"${stateVersion}"`)
      .send({ decisionId: recorded[0].id, reason: 'Le jour était faux.' })
      .expect(200);
  });

  it('charter R8: is recorded with its day, its authority and its document, and told to the centres', async () => {
    const { body } = await decisions.record('put-waived', {}, HERE);
    expect(body.decisions).toContainEqual(expect.objectContaining({ kind: 'put-waived', day: decisions.today, authority: 'ansm' }));
    expect(await view()).toMatchObject({ status: 'in-force', waived: true });
    const { rows } = await told(world.as(ME).get('/dashboard/statuses'));
    const row = rows.find(({ code }: { code: string }) => code === FRAMEWORK);
    expect(row.waived).toBe(true);
    expect(row.changes[0]).toMatchObject({ label: 'dispense de PUT et de suivi', day: decisions.today });
  });

  it('charter R8: no request begins, and none that was begun is signed', async () => {
    expect((await view()).abilities).not.toContain('start-request');
    const { status, body } = await start();
    expect({ status, rule: body.rule, detail: body.detail }).toEqual({
      status: 409,
      rule: 'R8',
      detail: expect.stringContaining('dispensée de PUT et de suivi'),
    });
    const signing = await requests.intend(draft, ME, 'prescriber');
    expect({ status: signing.status, rule: signing.body.rule }).toEqual({ status: 409, rule: 'R8' });
    expect((await requests.form(draft, ME)).refusals).toMatchObject({ prescriber: 'R8' });
  });

  it('charter R8: nothing is asked of the patients followed: not due, not late, not missing; what was typed is there', async () => {
    expect(await late()).not.toEqual([]);
    expect(await missingRows()).not.toEqual([]);
    expect(await follows()).toBe(1);
    const calendar = await follow.schedule(patient, ME);
    expect(calendar.waived).toBe(true);
    expect(calendar.rows.filter(({ formId }) => !formId).map(({ state }) => state)).toEqual(
      calendar.rows.filter(({ formId }) => !formId).map(() => 'not-applicable'),
    );
    expect((await states(patient)).filter((row) => row.endsWith('open'))).toEqual([]);
    expect(await late()).toEqual([]);
    expect(await missingRows()).toEqual([]);
    expect(calendar.rows.find(({ form }) => form === 'FIT')).toMatchObject({ state: 'in-progress', filled: 2 });
    expect(await follows()).toBe(0);
    expect(await turnsTold()).toEqual(['calendar.waived']);
  });

  it('charter R8: a form of the follow-up is refused with the rule', async () => {
    const { status, body } = await follow.open(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 1 });
    expect({ status, rule: body.rule, detail: body.detail }).toEqual({
      status: 409,
      rule: 'R8',
      detail: expect.stringContaining('effets indésirables se déclarent toujours'),
    });
    expect((await follow.schedule(patient, ME)).addable).toEqual([]);
  });

  it('charter R8: what is typed in a begun form is kept, under the waiver too', async () => {
    const { rows } = await follow.schedule(patient, ME);
    const fit = { id: patient.id, formId: rows.find(({ form }) => form === 'FIT')?.formId ?? '' };
    await requests.answer(fit, ME, 'fit.administre', 'O');
    expect(await late()).toEqual([]);
  });

  it('charter R8: once the PUT is required again, all that the calendar asked is asked again', async () => {
    const { status } = await decisions.record('put-required', {}, HERE);
    expect(status).toBe(200);
    expect(await follows()).toBe(1);
    expect((await states(patient)).filter((row) => !row.startsWith('EI'))).toEqual(before);
    expect(await turnsTold()).toEqual(['calendar.waived', 'calendar.required']);
    expect(await view()).not.toHaveProperty('waived');
    await requests.sign(draft, ME, 'prescriber');
  });
});

describe('what a waiver may not be', () => {
  it('charter R8: of an early access, twice, or by another authority than ANSM', async () => {
    const refused = async (kind: string, more: object, code: string) => {
      const { status, body } = await decisions.record(kind, more, { code });
      return { status, rule: body.rule };
    };
    expect(await refused('put-waived', {}, 'TEC')).toEqual({ status: 409, rule: 'R8' });
    expect(await refused('put-waived', { authority: 'has' }, FRAMEWORK)).toEqual({ status: 409, rule: 'R1' });
    expect(await refused('put-required', {}, FRAMEWORK)).toEqual({ status: 409, rule: 'R8' });
  });

  it('charter R8: recorded by anyone but the manager of the authorisation', async () => {
    for (const by of [ME, PHARMACIST, 'exploitant-2', 'data-manager']) {
      const { status } = await decisions.record('put-waived', {}, { by, code: FRAMEWORK, version: 1 });
      expect([403, 404]).toContain(status);
    }
    const { status } = await decisions.record('put-waived', {}, { by: HOLDER_BY_NAME, code: BY_NAME, version: 1 });
    expect([403, 404]).toContain(status);
  });
});

describe('declarations under a waiver', () => {
  let other: World;
  beforeAll(async () => {
    other = await World.open();
  });
  afterAll(() => other.close());

  it('charter R8, P3: an adverse effect is declared all the same; nothing else is added', async () => {
    const following = new FollowUp(other);
    const request = await following.grantedVyvgart(ME);
    await grantedAs(other, BY_NAME, 'CPC');
    await other.db.query('INSERT INTO staff_scope (person_id, authorisation_id) VALUES ($1, $2)', [
      other.person('gestionnaire').id,
      other.authorisation(BY_NAME),
    ]);
    const { status } = await new DecisionsOf(other).record('put-waived', {}, { code: BY_NAME });
    expect(status).toBe(200);
    const { addable } = await following.schedule(request, ME);
    expect([...new Set(addable.map(({ kind }) => kind))].sort()).toEqual(['EI', 'SP']);
    await following.opened(request, ME, { formCode: 'EI' });
    const refused = await following.open(request, ME, { formCode: 'FIT' });
    expect({ status: refused.status, rule: refused.body.rule }).toEqual({ status: 409, rule: 'R8' });
  });
});
