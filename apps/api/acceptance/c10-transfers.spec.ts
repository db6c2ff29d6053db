import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { ReviewValues } from '#queries/api';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { TransfersOf } from '../testing/transfers.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

/** A prescriber of A who has access, the pharmacists, and the prescriber of B who is named. */
const OF_A = 'prescripteur-a2';
const PUI_A = 'pharmacien-a';
const PUI_B = 'pharmacien-b';
const NAMED = 'prescripteur-b';

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

/** Followed at A for a year; the form of the first day is half filled there. */
beforeEach(async () => {
  ({ patient, today } = await transfers.patientOfA());
  fit = (await follow.opened(patient, OF_A, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, OF_A, 'fit.administre', 'O');
  await follow.requests.answer(fit, OF_A, 'fit.date_debut', daysBefore(today, 100));
  await follow.requests.answer(fit, OF_A, 'fit.poids', '61.5');
});

const entries = async () => world.journalOf('enrolment', patient.id);
const nameOf = async (id: string): Promise<string> => (await world.db.query('SELECT name FROM centre WHERE id = $1', [id]))[0].name;
const toB = (on = today) => transfers.made(patient, { effectiveOn: on });
const typed = (form: Request, by: string, item: string, value: unknown, base = 0) =>
  follow.requests.change(form, by, [{ item, value, base }]);

describe('a transfer', () => {
  it('charter C10.1: is made by the manager, told in the file, and moves the patient from its day on', async () => {
    const made = await toB();
    expect(made).toMatchObject({
      fromCentreId: CENTRE_A,
      toCentreId: CENTRE_B,
      effectiveOn: today,
      state: 'done',
      prescriber: { name: world.person(NAMED).name },
      abilities: ['undo'],
    });
    const file = await follow.requests.enrolment(patient, PUI_B);
    expect(file).toMatchObject({ centreId: CENTRE_B });
    expect(file.stays).toMatchObject([
      { centreId: CENTRE_A, toDay: daysBefore(today, 1) },
      { centreId: CENTRE_B, fromDay: today },
    ]);
    expect(file.timeline.map(({ action }) => action)).toEqual(expect.arrayContaining(['transfer.done', 'access.request-made']));
    expect((await entries()).at(-1)).toMatchObject({
      action: 'transfer.done',
      actor: world.person('gestionnaire').name,
      details: { from: CENTRE_A, to: CENTRE_B, on: today },
    });
  });

  it('charter C10.1: is nobody else’s to make, nor of another authorisation’s manager; a stranger is told to sign in', async () => {
    for (const by of [OF_A, PUI_A, 'exploitant-2', 'data-manager']) {
      const refused = await transfers.make(patient, { effectiveOn: today }, by);
      expect([by, refused.status, refused.body.rule]).toEqual([by, 403, 'C10.1']);
    }
    for (const by of [NAMED, PUI_B, 'exploitant'])
      expect([by, (await transfers.make(patient, { effectiveOn: today }, by)).status]).toEqual([by, 404]);
    expect((await world.anyone().get(`/enrolments/${patient.id}/transfers`)).status).toBe(401);
    await world.db.query(`DELETE FROM staff_scope WHERE authorisation_id = $1`, [world.authorisation('ENH')]);
    try {
      expect((await transfers.make(patient, { effectiveOn: today })).status).toBe(404);
    } finally {
      await world.db.query(
        `INSERT INTO staff_scope (person_id, authorisation_id) SELECT person_id, $1 FROM staff WHERE role IN ('data-manager', 'gestionnaire')`,
        [world.authorisation('ENH')],
      );
    }
  });

  it('charter C10.1: tells both centres, and no e-mail holds anything of the patient', async () => {
    await toB();
    const rows: { kind: string; id: string }[] = await world.db.query(
      `SELECT notification.kind, notification.person_id AS id FROM notification
       JOIN journal_entry entry ON entry.id = notification.entry_id WHERE entry.action LIKE 'transfer.%' AND entry.at > now() - interval '1 minute'
         AND (notification.enrolment_id = $1 OR notification.enrolment_id IS NULL)`,
      [patient.id],
    );
    const told = (kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
    expect(told('transfer-arrived')).toEqual(expect.arrayContaining([world.person(PUI_B).id, world.person(NAMED).id]));
    expect(told('transfer-left')).toEqual(expect.arrayContaining([world.person(PUI_A).id, world.person(OF_A).id]));
    const ofCentre = (await world.journalOf('centre', CENTRE_A)).filter(({ action }) => action === 'transfer.left');
    expect(Object.keys(ofCentre.at(-1)?.details ?? {})).toEqual(['transferId']);
  });

  it('charter C10.6: counts as the access request of the prescriber whom it names, who sees, types and designates from then on', async () => {
    const path = `/enrolments/${patient.id}`;
    expect((await world.as(NAMED).get(path)).status).toBe(404);
    await toB();
    expect((await told(world.as(NAMED).get(path))).centreId).toBe(CENTRE_B);
    await told(typed(fit, NAMED, 'fit.chgt', 'N'));
    const wish = { kind: 'pnm', authorisationId: world.authorisation('ENH'), designeeId: world.person('pnm-b').id };
    const designated = await world.as(NAMED).post('/designations').set('Idempotency-Key', `designe-${patient.id}`).send(wish);
    expect(designated.status).toBe(201);
    expect((await world.as('pnm-b').get(path)).status).toBe(200);
    await told(world.as(NAMED).post(`/designations/${designated.body.id}/withdraw`).set('If-Match', '"1"'));
  });

  it('charter C10.2: gives the receiving centre everything of before, and the visits from its day on', async () => {
    await toB();
    const form = await follow.requests.form(fit, PUI_B);
    expect(form.values).toMatchObject({ 'fit.poids': '61.5', 'fit.administre': 'O' });
    const second = (await follow.rows(patient, PUI_B, 'SUIVI')).find(({ target }) => target !== undefined && target >= today);
    const opened = await follow.opened(patient, PUI_B, {
      formCode: 'SUIVI',
      visitCode: second?.visit ?? '',
      occurrence: second?.occurrence ?? 0,
    });
    expect(opened.centreId).toBe(CENTRE_B);
    expect((await follow.schedule(patient, PUI_A)).rows.map(({ formId }) => formId)).not.toContain(opened.id);
  });
});

describe('values of two centres', () => {
  it('charter C10.3: each says by its mark which centre entered it, and its history by whom', async () => {
    await toB();
    await told(typed(fit, PUI_B, 'fit.lot', 'LOT-B'));
    const { marks, values } = await follow.requests.form(fit, PUI_B);
    expect(values['fit.lot']).toBe('LOT-B');
    expect([marks['fit.poids']?.centreId, marks['fit.lot']?.centreId]).toEqual([CENTRE_A, CENTRE_B]);
    const { items } = await told(world.as(PUI_B).get(`/forms/${fit.formId}/history?item=fit.poids`));
    expect(items[0]).toMatchObject({ actorName: world.person(OF_A).name, centreName: expect.any(String) });
  });

  it('charter C10.3: the data manager’s grid and its CSV say which centre entered a value, where it is not that of the visit', async () => {
    await toB();
    await told(typed(fit, PUI_B, 'fit.lot', 'LOT-B'));
    const [a, b] = [await nameOf(CENTRE_A), await nameOf(CENTRE_B)];
    const asked = `authorisationId=${world.authorisation('ENH')}&formCode=FIT&items=fit.poids,fit.lot`;
    const grid: ReviewValues = await told(world.as('data-manager').get(`/review/values?${asked}`));
    const row = grid.rows.find(({ formId }) => formId === fit.formId);
    expect([row?.centreName, row?.enteredBy]).toEqual([a, { 'fit.lot': b }]);
    const { text } = await world.as('data-manager').get(`/review/values.csv?${asked}`).expect(200);
    const lines: Record<string, string>[] = parse(text, { delimiter: ';', bom: true, columns: true });
    const line = lines.find((one) => Object.values(one).includes('LOT-B'));
    expect(line).toMatchObject({ Centre: a, 'Saisi par un autre centre': expect.stringMatching(new RegExp(`^[^·]*\u00a0: ${b}$`)) });
    // The value of a centre that the patient left, seen from a visit that is the other one's: the same, the other way round.
    await world.db.query('UPDATE form_record SET centre_id = $2 WHERE id = $1', [fit.formId, CENTRE_B]);
    const turned: ReviewValues = await told(world.as('data-manager').get(`/review/values?${asked}`));
    expect(turned.rows.find(({ formId }) => formId === fit.formId)?.enteredBy).toEqual({ 'fit.poids': a });
  });

  it('charter C10.4: nobody changes or takes away what another centre entered; what it left empty is filled', async () => {
    await toB();
    const { marks } = await follow.requests.form(fit, PUI_B);
    const base = marks['fit.poids']?.seq ?? 0;
    for (const change of [{ value: '62', base }, { base }, { value: '62', base, reason: 'Pesé ici' }]) {
      const refused = await follow.requests.change(fit, NAMED, [{ item: 'fit.poids', ...change }]);
      expect([refused.status, refused.body.code, refused.body.rule]).toEqual([422, 'unprocessable-values', 'C10.4']);
      expect(refused.body.items[0]).toMatchObject({ path: 'fit.poids', message: expect.stringContaining('Un autre centre') });
    }
    await told(typed(fit, PUI_B, 'fit.lot', 'LOT-B'));
    expect((await follow.requests.form(fit, PUI_B)).values).toMatchObject({ 'fit.poids': '61.5', 'fit.lot': 'LOT-B' });
    // Nor the centre that the patient left, on its own form.
    const back = await typed(fit, PUI_A, 'fit.lot', 'LOT-A');
    expect([back.status, back.body.rule]).toEqual([422, 'C10.4']);
    expect(JSON.stringify(back.body)).not.toContain('theirs');
  });

  it('charter C10.5: the centre that the patient left finishes and corrects its own form, and reads nothing that was entered after', async () => {
    await toB();
    await told(typed(fit, PUI_B, 'fit.lot', 'LOT-B'));
    const seen = await follow.requests.form(fit, OF_A);
    expect(Object.keys(seen.values)).not.toContain('fit.lot');
    expect(seen).toMatchObject({ enteredElsewhere: ['fit.lot'], abilities: expect.arrayContaining(['write', 'complete']) });
    await follow.requests.answer(fit, OF_A, 'fit.poids', '61.7');
    expect((await follow.requests.form(fit, PUI_B)).values['fit.poids']).toBe('61.7');
    const history = await told(world.as(OF_A).get(`/forms/${fit.formId}/history`));
    expect(JSON.stringify(history.items)).not.toContain('fit.lot');
    await told(follow.requests.act(fit, OF_A, 'complete', await follow.requests.form(fit, OF_A)));
    // Nothing else: no form of a visit to come, no signature, no journal.
    const ahead = (await follow.rows(patient, PUI_B, 'SUIVI')).find(({ target }) => target !== undefined && target >= today);
    const asked = { formCode: 'SUIVI', visitCode: ahead?.visit ?? '', occurrence: ahead?.occurrence ?? 0 };
    const refused = await follow.open(patient, OF_A, asked);
    expect([refused.status, refused.body.rule]).toEqual([403, 'C10.5']);
    expect((await world.as(OF_A).get(`/enrolments/${patient.id}/journal`)).body.rule).toBe('C10.5');
  });

  it('charter C10.5: a visit of before that nobody told is still that of the centre where it took place', async () => {
    await toB();
    const [late] = await follow.rows(patient, OF_A, 'SUIVI');
    expect(late).toMatchObject({ canOpen: true, state: 'late' });
    const opened = await follow.opened(patient, OF_A, {
      formCode: 'SUIVI',
      visitCode: late?.visit ?? '',
      occurrence: late?.occurrence ?? 0,
    });
    expect(opened.centreId).toBe(CENTRE_A);
  });

  it('charter C10.5: of a transfer that dates from before, forms of later visits become the other centre’s, what was typed stays its author’s', async () => {
    const [first] = await follow.rows(patient, OF_A, 'SUIVI');
    const later = await follow.opened(patient, OF_A, {
      formCode: 'SUIVI',
      visitCode: first?.visit ?? '',
      occurrence: first?.occurrence ?? 0,
    });
    await follow.requests.answer(later.request, OF_A, 'sui.realisee', 'O');
    await toB(daysBefore(first?.target ?? today, 1));
    expect((await follow.requests.form(later.request, PUI_B)).centreId).toBe(CENTRE_B);
    expect((await follow.requests.form(fit, PUI_B)).centreId).toBe(CENTRE_A);
    const refused = await typed(later.request, OF_A, 'sui.poids', '59');
    expect([refused.status, refused.body.rule]).toEqual([403, 'C10.5']);
  });
});

describe('a path through centres', () => {
  it('charter C10.1: goes back too, and each centre keeps what it entered', async () => {
    await toB(daysBefore(today, 10));
    await told(typed(fit, PUI_B, 'fit.lot', 'LOT-B'));
    await transfers.made(patient, {
      fromCentreId: CENTRE_B,
      toCentreId: CENTRE_A,
      prescriberId: world.person(OF_A).id,
      effectiveOn: today,
    });
    const file = await follow.requests.enrolment(patient, OF_A);
    expect(file.stays.map(({ centreId }) => centreId)).toEqual([CENTRE_A, CENTRE_B, CENTRE_A]);
    expect((await follow.requests.form(fit, OF_A)).values['fit.lot']).toBe('LOT-B');
    expect((await typed(fit, OF_A, 'fit.lot', 'LOT-A')).body.rule).toBe('C10.4');
    const ofB = await follow.requests.form(fit, NAMED);
    expect(Object.keys(ofB.values)).toEqual(['fit.lot']);
    expect((await typed(fit, NAMED, 'fit.chgt', 'N')).body.rule).toBe('C10.5');
  });
});
