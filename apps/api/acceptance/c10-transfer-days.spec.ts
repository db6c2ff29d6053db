import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TransfersToCome } from '#transfers/api';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

const OF_A = 'prescripteur-a2';
const PUI_A = 'pharmacien-a';
const PUI_B = 'pharmacien-b';

let world: World;
let follow: FollowUp;
let transfers: TransfersOf;
let patient: Request;
let fit: Request;
let today: string;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  transfers = new TransfersOf(world);
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ patient, today } = await transfers.patientOfA());
  fit = (await follow.opened(patient, OF_A, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, OF_A, 'fit.administre', 'O');
  await follow.requests.answer(fit, OF_A, 'fit.poids', '61.5');
});

const after = (days: number) => daysBefore(today, -days);
const centre = async () => (await follow.requests.enrolment(patient, 'gestionnaire')).centreId;
const doDue = () => world.app.get(TransfersToCome).doDue();
/** As if that many days had passed. */
const later = (days: number) =>
  world.db.query(`UPDATE transfer SET effective_on = effective_on - $2::int WHERE enrolment_id = $1 AND state = 'planned'`, [
    patient.id,
    days,
  ]);
const path = async () =>
  (
    await world.db.query(`SELECT centre_id, from_day::text, to_day::text FROM stay WHERE enrolment_id = $1 ORDER BY from_day`, [patient.id])
  ).map((stay: Record<string, unknown>) => Object.values(stay));

describe('a transfer to come', () => {
  it('charter C10.1: changes nothing before its day, then is done by itself, once, be it looked for twice at the same time', async () => {
    const planned = await transfers.made(patient, { effectiveOn: after(7) });
    expect(planned).toMatchObject({ state: 'planned', abilities: ['name-receiver', 'cancel'] });
    expect(await doDue()).toBe(0);
    expect(await centre()).toBe(CENTRE_A);
    expect((await world.as(PUI_B).get(`/enrolments/${patient.id}`)).status).toBe(404);
    await later(7);
    expect((await Promise.all([doDue(), doDue()])).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await centre()).toBe(CENTRE_B);
    expect(await path()).toEqual([
      [CENTRE_A, daysBefore(today, 360), daysBefore(today, 1)],
      [CENTRE_B, today, null],
    ]);
    const acts = (await world.journalOf('enrolment', patient.id)).filter(({ action }) => action.startsWith('transfer.'));
    expect(acts.map(({ action, role }) => [action, role])).toEqual([
      ['transfer.planned', 'gestionnaire'],
      ['transfer.done', 'system'],
    ]);
    expect(await doDue()).toBe(0);
  });

  it('charter C10.1: one that breaks keeps no other from being done, and is tried again', async () => {
    const other = await follow.granted(OF_A, PUI_A);
    const planned = await transfers.made(patient, { effectiveOn: after(7) });
    await transfers.made(other, { effectiveOn: after(8) });
    await world.db.query(`UPDATE transfer SET effective_on = $1 WHERE state = 'planned'`, [today]);
    // As if its row could not be written: a trigger refuses it, once.
    await world.db.query(`CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`);
    await world.db.query(
      `CREATE TRIGGER refuses BEFORE UPDATE ON transfer FOR EACH ROW WHEN (OLD.id = '${planned.id}') EXECUTE FUNCTION refuses()`,
    );
    expect(await doDue()).toBe(1);
    expect(await centre()).toBe(CENTRE_A);
    expect((await follow.requests.enrolment(other, 'gestionnaire')).centreId).toBe(CENTRE_B);
    await world.db.query('DROP TRIGGER refuses ON transfer; DROP FUNCTION refuses()');
    expect(await doDue()).toBe(1);
    expect(await centre()).toBe(CENTRE_B);
  });

  it('charter C10.1: is called off before its day, and with it the way back', async () => {
    const wish = { effectiveOn: after(7), returnOn: after(20), returnPrescriberId: world.person(OF_A).id };
    const planned = await transfers.made(patient, wish);
    expect((await transfers.make(patient, { effectiveOn: after(9) })).status).toBe(409);
    expect((await transfers.end(planned, 'undo')).status).toBe(409);
    expect((await transfers.end({ ...planned, stateVersion: 7 }, 'cancel')).status).toBe(412);
    expect((await transfers.end(planned, 'cancel', PUI_A)).body.rule).toBe('C10.1');
    await told(transfers.end(planned, 'cancel'));
    expect((await transfers.list(patient)).items.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    await later(30);
    expect(await doDue()).toBe(0);
    expect(await centre()).toBe(CENTRE_A);
  });

  it('charter C10.1: a temporary one has a day of return, on which the patient is back', async () => {
    const wish = { effectiveOn: today, returnOn: after(20), returnPrescriberId: world.person(OF_A).id };
    expect((await transfers.make(patient, { ...wish, returnPrescriberId: world.person('prescripteur-b').id })).body.items[0].path).toBe(
      'returnPrescriberId',
    );
    await transfers.made(patient, wish);
    expect(await centre()).toBe(CENTRE_B);
    const [back] = (await transfers.list(patient, PUI_B)).items;
    expect(back).toMatchObject({ state: 'planned', fromCentreId: CENTRE_B, toCentreId: CENTRE_A, effectiveOn: after(20) });
    await world.db.query(`UPDATE stay SET from_day = from_day - 30 WHERE enrolment_id = $1 AND to_day IS NULL`, [patient.id]);
    await later(20);
    expect(await doDue()).toBe(1);
    expect(await centre()).toBe(CENTRE_A);
    expect((await world.as(PUI_B).get(`/enrolments/${patient.id}`)).status).toBe(200);
  });
});

describe('a transfer that cannot be', () => {
  it.each<[string, () => object, number, string | undefined]>([
    ['to a centre that the tool does not know', () => ({ toCentreId: '999999999' }), 400, 'toCentreId'],
    ['to the centre where the patient is', () => ({ toCentreId: CENTRE_A, prescriberId: world.person(OF_A).id }), 400, 'toCentreId'],
    ['to a prescriber of another centre', () => ({ prescriberId: world.person(OF_A).id }), 400, 'prescriberId'],
    ['to a pharmacist', () => ({ prescriberId: world.person(PUI_B).id }), 400, 'prescriberId'],
    ['before the inclusion', () => ({ effectiveOn: daysBefore(today, 400) }), 400, 'effectiveOn'],
    ['without a day', () => ({ effectiveOn: undefined }), 400, 'effectiveOn'],
    ['on a day that no calendar has', () => ({ effectiveOn: '2026-02-31' }), 400, 'effectiveOn'],
    ['back before it began', () => ({ returnOn: today, returnPrescriberId: world.person(OF_A).id }), 400, 'returnOn'],
    ['back to nobody', () => ({ returnOn: after(9) }), 400, 'returnPrescriberId'],
    ['with something the tool does not know', () => ({ why: 'x' }), 400, 'why'],
  ])('charter C10.1: %s is refused by its field', async (_what, wish, status, field) => {
    const refused = await transfers.make(patient, { effectiveOn: today, ...wish() });
    expect([refused.status, refused.body.items?.[0]?.path]).toEqual([status, field]);
    expect(refused.body.items[0].message).toMatch(/\S/);
    expect(await centre()).toBe(CENTRE_A);
  });

  it('charter C10.1: before the last one is refused, and before there is a number', async () => {
    await transfers.made(patient, { effectiveOn: daysBefore(today, 10) });
    const back = { fromCentreId: CENTRE_B, toCentreId: CENTRE_A, prescriberId: world.person(OF_A).id };
    for (const days of [11, 20]) {
      const refused = await transfers.make(patient, { ...back, effectiveOn: daysBefore(today, days) });
      expect([refused.status, refused.body.items[0].path]).toEqual([400, 'effectiveOn']);
    }
    const draft = await follow.requests.started(OF_A, 'ENH');
    expect((await transfers.make(draft, { effectiveOn: today })).status).toBe(409);
    // On the same day it is the last that counts, and that is undone.
    await transfers.made(patient, { ...back, effectiveOn: daysBefore(today, 10) });
    expect((await path()).map((stay: unknown[]) => stay[0])).toEqual([CENTRE_A, CENTRE_B, CENTRE_A]);
    expect(await centre()).toBe(CENTRE_A);
  });

  it('charter C10.1: a save that waits for a transfer is not told that the form is gone: the centre that left may still correct what it typed', async () => {
    const { marks } = await follow.requests.form(fit, OF_A);
    const change = { item: 'fit.poids', value: '62', base: marks['fit.poids']?.seq ?? 0 };
    const moving = world.db.createQueryRunner();
    await moving.startTransaction();
    await moving.query('UPDATE enrolment SET centre_id = $2, former_centre_ids = ARRAY[centre_id] WHERE id = $1', [patient.id, CENTRE_B]);
    let isOver = false;
    const saving = follow.requests.change(fit, OF_A, [change]).then((answer) => {
      isOver = true;
      return answer;
    });
    const application = world.app.get(DataSource);
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while (!isOver && (await application.query(waiting)).length === 0) await new Promise((resume) => setTimeout(resume, 20));
    expect(isOver).toBe(false);
    await moving.commitTransaction();
    await moving.release();
    expect((await saving).status).toBe(200);
  });

  it('charter C10.1: during a save: each is whole, and what was saved is of the centre that typed it', async () => {
    const { marks } = await follow.requests.form(fit, OF_A);
    const base = marks['fit.poids']?.seq ?? 0;
    const [saved, made] = await Promise.all([
      follow.requests.change(fit, OF_A, [{ item: 'fit.poids', value: '62', base }]),
      transfers.make(patient, { effectiveOn: today }),
    ]);
    expect([saved.status, made.status]).toEqual([200, 201]);
    const { values, marks: now } = await follow.requests.form(fit, PUI_B);
    expect([values['fit.poids'], now['fit.poids']?.centreId]).toEqual(['62', CENTRE_A]);
  });
});

describe('a transfer by mistake', () => {
  it('charter C10.1: is undone while the other centre wrote nothing: all is as before, and the journal keeps both', async () => {
    const before = await path();
    const made = await transfers.made(patient, { effectiveOn: today });
    // Looking writes nothing.
    await follow.requests.form(fit, PUI_B);
    await told(transfers.end(made, 'undo'));
    expect(await path()).toEqual(before);
    expect(await follow.requests.enrolment(patient, OF_A)).toMatchObject({ centreId: CENTRE_A });
    for (const by of [PUI_B, 'prescripteur-b'])
      expect([by, (await world.as(by).get(`/enrolments/${patient.id}`)).status]).toEqual([by, 404]);
    const acts = (await world.journalOf('enrolment', patient.id)).map(({ action }) => action);
    expect(acts).toEqual(expect.arrayContaining(['transfer.done', 'transfer.undone', 'access.request-closed']));
    await told(follow.requests.change(fit, OF_A, [{ item: 'fit.lot', value: 'LOT-A', base: 0 }]));
    expect((await transfers.end({ ...made, stateVersion: made.stateVersion + 1 }, 'undo')).status).toBe(409);
  });

  it('charter C10.4: stands once the other centre wrote, and says so; nor is one before the last undone', async () => {
    const made = await transfers.made(patient, { effectiveOn: daysBefore(today, 5) });
    await told(follow.requests.change(fit, PUI_B, [{ item: 'fit.lot', value: 'LOT-B', base: 0 }]));
    const refused = await transfers.end(made, 'undo');
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('a écrit dans le dossier')]);
    expect((await transfers.list(patient)).items[0]).toMatchObject({ abilities: [], whyItStands: expect.any(String) });
    await transfers.made(patient, {
      fromCentreId: CENTRE_B,
      toCentreId: CENTRE_A,
      prescriberId: world.person(OF_A).id,
      effectiveOn: today,
    });
    expect((await transfers.end(made, 'undo')).body.detail).toContain('de nouveau été transféré');
  });
});

describe('what follows the patient', () => {
  it('charter C10.5: queries follow the centre that gave the answer they ask about', async () => {
    const queries = new Queries(world);
    await transfers.made(patient, { effectiveOn: today });
    await told(follow.requests.change(fit, PUI_B, [{ item: 'fit.lot', value: 'LOT-B', base: 0 }]));
    const ofA = await queries.asked(fit, 'data-manager', { item: 'fit.poids' });
    const ofB = await queries.asked(fit, 'data-manager', { item: 'fit.lot' });
    expect((await queries.read(ofA, OF_A)).abilities).toEqual(['answer']);
    expect((await world.as(OF_A).get(`/queries/${ofB.id}`)).status).toBe(404);
    await queries.acted(ofA, OF_A, 'answer', 'Pesé à A.');
    await queries.acted(ofB, PUI_B, 'answer', 'Lot de B.');
  });

  it('charter C10.2: the calendar and the counts of both centres move with the patient', async () => {
    const late = async (by: string) =>
      ((await told(world.as(by).get('/dashboard/summary'))).rows as { authorisationCode: string; patients: number }[])
        .filter(({ authorisationCode }) => authorisationCode === 'ENH')
        .reduce((sum, { patients }) => sum + patients, 0);
    const [ofA, ofB] = [await late(PUI_A), await late(PUI_B)];
    await transfers.made(patient, { effectiveOn: today });
    expect(await late(PUI_B)).toBe(ofB + 1);
    expect(await late(PUI_A)).toBeGreaterThanOrEqual(ofA - 1);
  });
});
