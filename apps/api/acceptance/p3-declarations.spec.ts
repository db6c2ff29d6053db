import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HomeView, SummaryView } from '#dashboards/api';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { daysBefore } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let declarations: Declarations;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
  patient = await declarations.patient();
});
afterAll(() => world.close());

const answer = (form: Request, item: string, value: unknown) => declarations.follow.requests.answer(form, DECLARANT, item, value);
const utcDay = (instant: string) => instant.slice(0, 10);
const mails = (formId: string) => declarations.mails(formId);

describe('a declaration', () => {
  it('charter P3: opened and not typed in is none', async () => {
    const { request } = await declarations.follow.opened(patient, DECLARANT, { formCode: 'EI' });
    expect(await declarations.list()).toEqual([]);
    const state = await told(world.as(DECLARANT).get(`/pv/declarations/${request.formId}`));
    expect(state).toEqual({ version: 1, holderName: 'Laboratoire de VYVGART', holderIsTold: true, declarations: 0, canDeclare: false });
  });

  it('charter P3: its first save is day 0, told at once to the holder’s pharmacovigilance and to nobody else', async () => {
    const before = Date.now();
    const form = await declarations.declared(patient);
    const one = await declarations.caseOf(form);
    expect(Date.parse(one.receivedAt)).toBeGreaterThanOrEqual(before);
    expect(one).toMatchObject({
      kind: 'EI',
      medicine: 'VYVGART',
      registrationNumber: expect.stringMatching(/^VYV-/),
      verbatim: 'Céphalées intenses',
      serious: 'unknown',
      declarations: 1,
      toAcknowledge: 1,
      clock: { dueOn: daysBefore(utcDay(one.receivedAt), -15), daysLeft: 15, delay: '15 jours par prudence, gravité inconnue' },
      toTransmit: 1,
      abilities: ['acknowledge', 'transmit', 'code'],
    });
    expect(await mails(form.formId)).toEqual([{ kind: 'case-received', email: world.person(HOLDER).email }]);
    const entry = (await world.journalOf('enrolment', patient.id)).find(({ subject }) => subject.id === one.id);
    expect(entry).toMatchObject({
      action: 'case.received',
      actor: world.person(DECLARANT).name,
      details: { formId: form.formId },
      changes: [],
    });
    expect(await told(world.as(DECLARANT).get(`/pv/declarations/${form.formId}`))).toMatchObject({
      receivedAt: one.receivedAt,
      canDeclare: true,
    });
  });

  it('charter P3: what is typed later moves neither day 0 nor sends a second notice', async () => {
    const form = await declarations.declared(patient);
    const { receivedAt } = await declarations.caseOf(form);
    await answer(form, 'ei.causal', 'RELIE');
    await answer(form, 'ei.terme', 'Céphalées');
    expect(await declarations.caseOf(form)).toMatchObject({ receivedAt, lastReceivedAt: receivedAt, verbatim: 'Céphalées' });
    expect(await mails(form.formId)).toHaveLength(1);
  });

  it('charter P3: seriousness decides between fifteen and ninety days, the grade never does', async () => {
    const form = await declarations.declared(patient, 'ei.grade', '4');
    const clock = async () => {
      const { clock, serious, grade, receivedAt } = await declarations.caseOf(form);
      return [serious, grade, Math.round((Date.parse(clock?.dueOn ?? '') - Date.parse(utcDay(receivedAt))) / 86_400_000)];
    };
    const first = await clock();
    expect(first).toEqual(['unknown', expect.stringContaining('4'), 15]);
    await answer(form, 'ei.grave', 'N');
    expect(await clock()).toEqual(['no', first[1], 90]);
    await answer(form, 'ei.grave', 'O');
    expect(await clock()).toEqual(['yes', first[1], 15]);
    expect((await mails(form.formId)).map(({ kind }) => kind)).toEqual(['case-received', 'case-became-serious']);
  });

  it('charter P3: what becomes serious, or loses its ninety days, before anyone read it is told again', async () => {
    const form = await declarations.declared(patient);
    const kinds = async () => (await mails(form.formId)).map(({ kind }) => kind);
    await answer(form, 'ei.grave', 'O');
    expect(await kinds()).toEqual(['case-received', 'case-became-serious']);
    expect(await declarations.caseOf(form)).toMatchObject({ serious: 'yes', toAcknowledge: 1, clock: { delay: '15 jours, effet grave' } });
    // A longer delay is nothing to hurry for; a shorter one is, even while seriousness is not known any more.
    await answer(form, 'ei.grave', 'N');
    expect(await kinds()).toHaveLength(2);
    await answer(form, 'ei.grave', undefined);
    expect(await kinds()).toHaveLength(3);
    expect(await declarations.caseOf(form)).toMatchObject({ serious: 'unknown', clock: { daysLeft: 15 } });
    const told = (await world.journalOf('enrolment', patient.id)).filter(({ details }) => details['formId'] === form.formId);
    expect(told.flatMap(({ action }) => (action.startsWith('case.') ? [action] : []))).toEqual([
      'case.received',
      'case.became-serious',
      'case.clock-changed',
      'case.clock-shortened',
    ]);
  });

  it('charter P3: a special situation is declared in the same way', async () => {
    const form = await declarations.declared(patient, 'sp.descr', 'Dose double administrée', 'SP');
    expect(await declarations.caseOf(form)).toMatchObject({ kind: 'SP', serious: 'unknown', verbatim: 'Dose double administrée' });
  });

  it('charter P3: a save that is refused declares nothing', async () => {
    const { request } = await declarations.follow.opened(patient, DECLARANT, { formCode: 'EI' });
    const refused = await declarations.follow.requests.change(request, DECLARANT, [{ item: 'ei.grave', value: 'PEUT-ETRE', base: 0 }]);
    expect(refused.status).toBe(422);
    expect((await told(world.as(DECLARANT).get(`/pv/declarations/${request.formId}`))).receivedAt).toBeUndefined();
  });
});

describe('the desk of pharmacovigilance', () => {
  it('charter P3: takes a declaration in charge, with who and when; its clock runs on', async () => {
    const form = await declarations.declared(patient);
    const one = await declarations.caseOf(form);
    const after = await told(declarations.acknowledge(one));
    expect(after).toMatchObject({ toAcknowledge: 0, acknowledgedBy: { name: world.person(HOLDER).name }, changedSince: false });
    expect(after).toMatchObject({ abilities: ['transmit', 'code'], clock: one.clock, toTransmit: 1 });
    const stands = async (state: string) => (await declarations.list(HOLDER, `?state=${state}`)).some(({ id }) => id === one.id);
    expect([await stands('open'), await stands('to-acknowledge'), await stands('to-transmit'), await stands('transmitted')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const entry = (await world.journalOf('enrolment', patient.id)).at(-1);
    expect(entry).toMatchObject({ action: 'case.acknowledged', actor: world.person(HOLDER).name, subject: { id: one.id } });
    // The centre reads that it was.
    expect((await declarations.caseOf(form, DECLARANT)).acknowledgedAt).toBe(after.acknowledgedAt);
    await answer(form, 'ei.causal', 'RELIE');
    expect(await declarations.caseOf(form)).toMatchObject({ toAcknowledge: 0, changedSince: true });
  });

  it('charter P3: a declaration that becomes serious after that stands on the desk again', async () => {
    const form = await declarations.declared(patient, 'ei.grave', 'N');
    await told(declarations.acknowledge(await declarations.caseOf(form)));
    await answer(form, 'ei.grave', 'O');
    expect(await declarations.caseOf(form)).toMatchObject({ toAcknowledge: 1, serious: 'yes' });
    expect((await mails(form.formId)).map(({ kind }) => kind)).toEqual(['case-received', 'case-became-serious']);
  });

  it('charter P3: shows what is overdue first, then the nearest last day', async () => {
    const [late, soon] = [await declarations.declared(patient), await declarations.declared(patient)];
    for (const [form, days] of [
      [late, 16],
      [soon, 12],
    ] as const) {
      // Declared earlier: day 0 is forged, and what the case keeps of it.
      await world.db.query(`UPDATE pv_declaration SET received_at = received_at - make_interval(days => $2) WHERE form_id = $1`, [
        form.formId,
        days,
      ]);
      await world.db.query(
        `UPDATE pv_case SET open_due_on = open_due_on - $2::int FROM pv_declaration d WHERE d.case_id = pv_case.id AND d.form_id = $1`,
        [form.formId, days],
      );
    }
    const [first, second] = await declarations.list();
    expect([first?.clock, second?.clock]).toMatchObject([
      { urgency: 'overdue', daysLeft: -1, words: expect.stringMatching(/^dépassé de 1 jour/) },
      { urgency: 'soon', daysLeft: 3 },
    ]);
    const open = await declarations.list();
    const paged = await told(world.as(HOLDER).get('/pv/cases?state=all&kind=SP'));
    expect(paged.items.map(({ kind }: { kind: string }) => kind)).toEqual(['SP']);
    expect(open.map(({ clock }) => clock?.daysLeft)).toEqual([...open.map(({ clock }) => clock?.daysLeft ?? 0)].sort((a, b) => a - b));
  });

  it('charter P3: two of its people do not take the same thing in charge', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    await told(declarations.acknowledge(one));
    expect((await declarations.acknowledge(one)).status).toBe(412);
    const again = await declarations.acknowledge({ ...one, stateVersion: one.stateVersion + 1 });
    expect([again.status, again.body.detail]).toEqual([409, 'Cette déclaration est déjà prise en charge.']);
  });
});

describe('who may', () => {
  it('charter P3: strangers are 401, another company 404, and only the holder’s staff acts: 403', async () => {
    const form = await declarations.declared(patient);
    const one = await declarations.caseOf(form);
    expect((await world.anyone().get(`/pv/cases/${one.id}`)).status).toBe(401);
    for (const outside of ['exploitant-2', 'prescripteur-b', 'pharmacien-b', 'prescripteur-a2']) {
      expect((await world.as(outside).get(`/pv/cases/${one.id}`)).status).toBe(404);
      expect((await declarations.acknowledge(one, outside)).status).toBe(404);
      expect((await declarations.code(one, form.formId, '92000001', { by: outside })).status).toBe(404);
    }
    for (const reader of [DECLARANT, 'pharmacien-a', 'data-manager', 'gestionnaire']) {
      expect((await world.as(reader).get(`/pv/cases/${one.id}`)).status).toBe(200);
      const refused = await declarations.acknowledge(one, reader);
      expect([refused.status, refused.body.rule]).toEqual([403, 'P3']);
      expect((await declarations.code(one, form.formId, '92000001', { by: reader })).body.rule).toBe('P3');
    }
    for (const staff of [HOLDER, 'data-manager']) expect((await declarations.complete(one, staff)).status).toBe(403);
    expect((await world.as('administrateur').get('/pv/cases')).status).toBe(403);
    expect(await declarations.list('exploitant-2')).toEqual([]);
  });

  it('charter C3.1: every look at the desk is logged', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    const looks = await world.db.query(`SELECT action FROM access_log WHERE subject_type = 'case' AND subject_id = ANY($1)`, [
      [one.id, '*'],
    ]);
    expect(looks).toEqual(expect.arrayContaining([{ action: 'read' }, { action: 'listed' }]));
  });

  it('charter C3.1: a look at where a declaration stands is logged too', async () => {
    const { formId } = await declarations.declared(patient);
    await told(world.as('pharmacien-a').get(`/pv/declarations/${formId}`));
    const looks = await world.db.query(`SELECT action, person_id FROM access_log WHERE subject_type = 'declaration' AND subject_id = $1`, [
      formId,
    ]);
    expect(looks).toEqual([{ action: 'read', person_id: world.person('pharmacien-a').id }]);
  });
});

describe('a declaration on the desks', () => {
  const desk = async (who: string, of = 'case-to-read') =>
    ((await told(world.as(who).get('/home'))) as HomeView).tasks.filter(({ kind }) => kind === of);
  const counted = async (who: string) =>
    ((await told(world.as(who).get('/dashboard/summary'))) as SummaryView).rows
      .filter(({ authorisationCode }) => authorisationCode === 'VYV')
      .map(({ openCases }) => openCases);

  it('charter P3: waits at the home of the holder’s pharmacovigilance alone, until it is taken in charge; it is counted for anyone who may read it', async () => {
    const one = await declarations.caseOf(await declarations.declared(patient));
    const task = (await desk(HOLDER)).find(({ caseId }) => caseId === one.id);
    expect(task).toMatchObject({ enrolmentId: patient.id, medicine: 'VYVGART', until: one.clock?.dueOn });
    expect(JSON.stringify(task)).not.toContain(one.verbatim);
    for (const who of [DECLARANT, 'pharmacien-b', 'exploitant', 'data-manager']) expect(await desk(who)).toEqual([]);
    const open = (await declarations.list()).length;
    for (const who of [HOLDER, DECLARANT, 'data-manager']) expect(await counted(who)).toEqual([open]);
    for (const who of ['pharmacien-b', 'exploitant']) expect(await counted(who)).toEqual([]);

    await told(declarations.acknowledge(one));
    expect((await desk(HOLDER)).map(({ caseId }) => caseId)).not.toContain(one.id);
    const toTransmit = async () => (await desk(HOLDER, 'case-to-transmit')).find(({ caseId }) => caseId === one.id);
    expect(await toTransmit()).toMatchObject({ until: one.clock?.dueOn });
    expect(await desk(DECLARANT, 'case-to-transmit')).toEqual([]);
    expect(await counted(HOLDER)).toEqual([open]);

    await told(declarations.transmit(await told(world.as(HOLDER).get(`/pv/cases/${one.id}`))));
    expect(await toTransmit()).toBeUndefined();
    expect(await counted(HOLDER)).toEqual([open - 1]);
  });
});
