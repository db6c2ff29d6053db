import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLiveData } from '#forms/api';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';

let world: World;
let follow: FollowUp;
let patient: Request;
let today: string;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  patient = await follow.granted();
  ({ today } = await follow.schedule(patient, ME));
});
afterAll(() => world.close());

const requests = () => follow.requests;
const brief = ({ form, place, target, state }: { form: string; place: string; target?: string; state: string }) =>
  [form, place, target, state].filter(Boolean).join(' | ');

describe('the calendar of a patient', () => {
  let fit: Request;

  it('charter P2: begins with what will tell the first administration; nothing is late before', async () => {
    const { rows, problems, addable } = await follow.schedule(patient, ME);
    expect(rows.map(brief)).toEqual([
      'FIT | J0 (C1J1) | due',
      'QDV | J0 (C1J1) | upcoming',
      'SUIVI | Suivi tous les 3 cycles n°\u00a01 | upcoming',
      'QDV | Suivi tous les 3 cycles n°\u00a01 | upcoming',
    ]);
    expect(rows.every(({ canOpen, formId }) => canOpen && formId === undefined)).toBe(true);
    expect({ problems, addable: addable.map(({ form }) => form) }).toEqual({ problems: [], addable: ['ARRET'] });
  });

  it('charter P2: a form of a visit is opened in one act, by its place in the calendar, and is told in the journal', async () => {
    const view = await follow.opened(patient, ME, { formCode: 'FIT' });
    fit = view.request;
    expect(view).toMatchObject({
      code: 'FIT',
      kind: 'FIT',
      visit: 'J0',
      place: 'J0 (C1J1)',
      state: 'in-progress',
      stateVersion: 1,
      signatures: [],
    });
    expect(view.abilities).toEqual(['write', 'complete', 'print', 'withdraw']);
    const entry = (await world.journalOf('enrolment', patient.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'form.opened',
      actor: world.person(ME).name,
      subject: { type: 'form', id: fit.formId },
      details: { form: 'FIT', visit: 'J0', occurrence: 1, protocolVersionId: view.protocolVersionId },
    });
    const { timeline, forms } = await requests().enrolment(patient, ME);
    expect(timeline.at(-1)?.text).toBe('Fiche ouverte\u00a0: Fiche d’initiation de traitement – J0 (C1J1)');
    expect(forms.map(({ title }) => title)).toContain('Fiche d’initiation de traitement – J0 (C1J1)');
  });

  it('charter P2: the day of the first administration, typed in the form of initiation, dates every visit', async () => {
    const start = daysBefore(today, 100);
    await requests().answer(fit, ME, 'fit.administre', 'O');
    await requests().answer(fit, ME, 'fit.date_debut', start);
    const rows = await follow.rows(patient, ME, 'SUIVI');
    expect(rows).toHaveLength(17);
    expect(rows[0]).toMatchObject({
      target: daysBefore(start, -63),
      from: daysBefore(start, -56),
      until: daysBefore(start, -70),
      state: 'late',
      words: 'en retard',
    });
    expect(rows[1]).toMatchObject({ target: daysBefore(start, -126), state: 'upcoming', words: 'à venir', announced: false });
  });

  it('charter P2: a window that is open makes the form due, the day after it makes it late', async () => {
    const shifted = async (days: number) => {
      await requests().answer(fit, ME, 'fit.date_debut', daysBefore(today, days));
      return (await follow.rows(patient, ME, 'SUIVI'))[0]?.state;
    };
    expect([await shifted(55), await shifted(56), await shifted(70), await shifted(71)]).toEqual(['upcoming', 'due', 'due', 'late']);
  });

  it('charter P2: the visit that comes next is taken when none is named, and the one that is named otherwise', async () => {
    await requests().answer(fit, ME, 'fit.date_debut', daysBefore(today, 150));
    const second = await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 2 });
    const first = await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI' });
    expect([first.place, second.place]).toEqual(['Suivi tous les 3 cycles n°\u00a01', 'Suivi tous les 3 cycles n°\u00a02']);
    expect((await follow.rows(patient, ME, 'SUIVI')).slice(0, 3).map(({ formId }) => formId)).toEqual([first.id, second.id, undefined]);
  });

  it('charter P2: a form knows its visit, the patient’s other forms and the visit before, as the server judges it', async () => {
    const [first, second] = await follow.rows(patient, ME, 'SUIVI');
    const [one, two] = [first, second].map((row) => ({ id: patient.id, formId: row?.formId ?? '' })) as [Request, Request];
    for (const [form, weight] of [
      [one, '60'],
      [two, '75'],
    ] as const) {
      await requests().answer(form, ME, 'sui.realisee', 'O');
      await requests().answer(form, ME, 'sui.poids', weight);
    }
    const { env, target } = await requests().form(two, ME);
    expect(env).toMatchObject({
      today,
      visit: 'SUIVI',
      visitDate: target,
      previousVisit: { 'sui.poids': '60' },
      forms: { FIT: { 'fit.administre': 'O' } },
    });
    const early = await requests().change(two, ME, [{ item: 'sui.date', value: daysBefore(today, 151), base: 0 }]);
    expect({ status: early.status, code: early.body.code }).toEqual({ status: 422, code: 'unprocessable-values' });
  });

  it('charter P2: the definitive stop takes away the visits after it, and refuses their forms; a wrong day is told, not obeyed', async () => {
    const stop = (await follow.opened(patient, ME, { formCode: 'ARRET' })).request;
    await requests().answer(stop, ME, 'arr.date', daysBefore(today, 10));
    const rows = await follow.rows(patient, ME, 'SUIVI');
    expect(rows.map(({ state }) => state).filter((state) => state === 'not-applicable')).toHaveLength(15);
    const refused = await follow.open(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 9 });
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 409, code: 'conflict' });
    expect(rows[8]).toMatchObject({ canOpen: false, words: 'sans objet' });
  });

  it('charter P2: a stop told before the start leaves the form of the start open', async () => {
    const other = await follow.granted();
    const { request: stop } = await follow.opened(other, ME, { formCode: 'ARRET' });
    await told(follow.requests.act(stop, ME, 'complete', await follow.requests.form(stop, ME)));
    const states = (await follow.rows(other, ME))
      .filter(({ form }) => form !== 'ARRET')
      .map(({ form, state, canOpen }) => [form, state, canOpen]);
    expect(new Set(states.map(([form, state, canOpen]) => `${state} ${form === 'FIT' && canOpen ? 'open' : canOpen}`))).toEqual(
      new Set(['not-applicable open', 'not-applicable false']),
    );
    const { visit } = (await follow.rows(other, ME, 'FIT'))[0] ?? {};
    await follow.opened(other, ME, { formCode: 'FIT', ...(visit && { visitCode: visit }) });
  });

  it('charter P2: who the patient is stays as the FAT says, whatever a follow-up form is', async () => {
    expect((await requests().enrolment(patient, ME)).patient).toMatchObject({ familyLetters: 'DUP', givenLetters: 'JE', birth: '1961-03' });
  });
});

describe('charter C1.2: what was collected can be looked at again', () => {
  it('charter C1.2: by anyone who follows the patient, with its history, on paper, and by the operator’s side', async () => {
    const [row] = await follow.rows(patient, ME, 'FIT');
    const fit: Request = { id: patient.id, formId: row?.formId ?? '' };
    for (const name of [ME, 'pharmacien-a', 'exploitant-2', 'data-manager', 'gestionnaire']) {
      expect((await requests().form(fit, name)).values).toMatchObject({ 'fit.administre': 'O' });
      expect((await follow.rows(patient, name, 'FIT'))[0]).toMatchObject({ formId: fit.formId, filled: row?.filled });
    }
    const { items } = await told(world.as(ME).get(`/forms/${fit.formId}/history?item=fit.date_debut`));
    expect(items.length).toBeGreaterThan(4);
    const paper = await world.as('pharmacien-a').get(`/forms/${fit.formId}/pdf`).expect(200);
    expect(paper.headers['content-type']).toMatch(/application\/pdf/);
    const looks = await world.db.query(`SELECT 1 FROM access_log WHERE subject_type = 'schedule' AND subject_id = $1`, [patient.id]);
    expect(looks.length).toBeGreaterThan(0);
  });
});

describe('what nobody planned', () => {
  let vyvgart: Request;
  const me = 'prescripteur-a';
  beforeAll(async () => {
    vyvgart = await follow.grantedVyvgart(me);
  });

  it('charter P3: an event and an unscheduled visit have their form as often as they happen', async () => {
    const { addable } = await follow.schedule(vyvgart, me);
    expect(addable.map(({ form, visit, place }) => [form, visit, place])).toEqual([
      ['SUIVI', 'NP', 'Visite non programmée'],
      ['EI', undefined, ''],
      ['SP', undefined, ''],
      ['ARRET', undefined, ''],
    ]);
    const places: string[] = [];
    for (const body of [
      { formCode: 'EI' },
      { formCode: 'EI' },
      { formCode: 'SUIVI', visitCode: 'NP' },
      { formCode: 'SUIVI', visitCode: 'NP' },
    ])
      places.push((await follow.opened(vyvgart, me, body)).place);
    expect(places).toEqual(['n°\u00a01', 'n°\u00a02', 'Visite non programmée n°\u00a01', 'Visite non programmée n°\u00a02']);
    const rows = await follow.rows(vyvgart, me);
    expect(rows.filter(({ form, target }) => form === 'EI' && target === undefined).map(({ state }) => state)).toEqual([
      'in-progress',
      'in-progress',
    ]);
    expect((await follow.open(vyvgart, me, { formCode: 'QDV', visitCode: 'NP' })).status).toBe(400);
  });

  it('charter P2: a form begun keeps its version of the protocol, one opened later takes the current one', async () => {
    const [{ id }] = await world.db.query(
      `INSERT INTO protocol_version (code, version, sha256, document, source, state, valid_from, published_at)
       SELECT code, 2, 'deux', jsonb_set(document, '{version}', '2'), source, state, valid_from, now() FROM protocol_version WHERE code = 'VYVGART' AND version = 1 RETURNING id`,
    );
    const later = await follow.opened(vyvgart, me, { formCode: 'EI' });
    expect(later.protocolVersionId).toBe(id);
    const begun = (await follow.rows(vyvgart, me, 'EI'))[0];
    const { protocolVersionId } = await requests().form({ id: vyvgart.id, formId: begun?.formId ?? '' }, me);
    expect(protocolVersionId).not.toBe(id);
  });
});

describe('what becomes of the authorisation', () => {
  it('charter R5: an authorisation that was suspended, or has ended, still follows its patients', async () => {
    const status = (value: string, version: number) =>
      world
        .as('gestionnaire')
        .post(`/authorisations/${world.authorisation('ENH')}/status`)
        .set('If-Match', `"${version}"`)
        .send({ status: value, reason: 'Décision de la HAS.' });
    const other = await follow.granted();
    await told(status('suspended', 1));
    await follow.opened(other, ME, { formCode: 'ARRET' });
    await told(status('ended', 2));
    const { request } = await follow.opened(other, ME, { formCode: 'FIT' });
    await requests().answer(request, ME, 'fit.administre', 'N');
  });
});

describe('the journal', () => {
  it('agrees with every form of the follow-up, calculated scores and windows included', async () => {
    // The days of the demands were moved back by hand, which is found.
    const faults = (await verifyLiveData(world.db)).faults.filter(({ form }) => form !== 'Fiche d’accès au traitement');
    expect(faults).toEqual([]);
  });
});
