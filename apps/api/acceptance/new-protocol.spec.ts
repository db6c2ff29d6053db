import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLiveData, type FormView, type ScheduleView } from '#forms/api';
import { verifyJournal } from '#kernel/api';
import { advice, applicability, proposals, type Env, type Form, type Protocol, type Values } from '#protocols/domain';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { PRURIGO } from '../testing/prurigo.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
const MANAGER = 'gestionnaire';

let world: World;
let requests: Requests;
let follow: FollowUp;
let patient: Request;
let protocol: Protocol;
let today: string;
let began: string;

beforeAll(async () => {
  world = await World.open();
  [requests, follow] = [new Requests(world), new FollowUp(world)];
  // The authorisation that no protocol came with yet, and the manager who is in charge of it.
  await world.db.query(`UPDATE authorisation SET protocol_code = 'PRURIGO-ESSAI', medicine = 'PRURIGAN' WHERE code = 'VYV'`);
  await world.db.query(
    `INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation WHERE code = 'VYV' ON CONFLICT DO NOTHING`,
    [world.person(MANAGER).id],
  );
});
afterAll(() => world.close());

const formOf = ({ code }: FormView) => protocol.forms.find((form) => form.code === code) as Form;
/** What the browser works out, from what the API gave it. */
const drawn = (view: FormView) => {
  const [form, env, values] = [formOf(view), view.env as unknown as Env, view.values as Values];
  const found = applicability(form, values, env);
  return {
    applies: found.items.map(({ key }) => key),
    asked: advice(form, values, env).map(({ code }) => code),
    proposed: proposals(form, found, env).map((each) => each.form),
  };
};
const answers = (form: Request, values: Readonly<Record<string, unknown>>) =>
  requests.change(
    form,
    ME,
    Object.entries(values).map(([item, value]) => ({ item, value, base: 0 })),
  );
const visit = async (occurrence: number, values: Readonly<Record<string, unknown>>): Promise<Request> => {
  const { request } = await follow.opened(patient, ME, { formCode: 'VISITE', visitCode: 'S4', occurrence });
  await told(answers(request, values));
  return request;
};
const states = ({ rows }: ScheduleView) => rows.map(({ form, occurrence, state }) => `${form} ${occurrence} ${state}`);

describe('a protocol that contradicts itself', () => {
  it.each([
    ['a visit that repeats without an end', PRURIGO.replace(', times: 6 }', ' }'), /se répète sans fin/, 'label: "Toutes les 4 semaines"'],
    [
      'a visit that repeats and never goes on',
      PRURIGO.replace('unit: weeks, value: 4, times', 'unit: weeks, value: 0, times'),
      /Toutes les 4 semaines.» se répète sans avancer/,
      'label: "Toutes les 4 semaines"',
    ],
    [
      'a calendar that never ends',
      PRURIGO.replace('times: 6 }', 'times: 500 }').replace('unit: weeks, value: 4, times', 'unit: months, value: 4, times'),
      /Toutes les 4 semaines.» revient encore après 40 ans/,
      'label: "Toutes les 4 semaines"',
    ],
    [
      'conditions in a circle',
      PRURIGO.replace(
        'label: Nodules, required: true, place: "Annexe 2"',
        'label: Nodules, when: { is: [{ item: motif, form: FIN }, INEFF] }, place: "Annexe 2"',
      ).replace('label: Motif, required: true,', 'label: Motif, when: { is: [{ item: atopie, form: DEBUT }, O] },'),
      /en cercle/,
      'code: DEBUT',
    ],
  ])('is refused at import, with its line and what to do, and nothing is kept: %s', async (_title, source, message, where) => {
    const { status, body } = await world.as(MANAGER).post('/protocol-versions').send({ source, fileName: 'prurigo.yaml' });
    const line = source.slice(0, source.indexOf(where)).split('\n').length;
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'protocol-invalid' });
    expect(body.items).toEqual([
      expect.objectContaining({ message: expect.stringMatching(message), line, fix: expect.stringMatching(/./) }),
    ]);
    expect(await world.db.query(`SELECT 1 FROM protocol_version WHERE code = 'PRURIGO-ESSAI'`)).toEqual([]);
  });
});

describe('a protocol that no line of code knows', () => {
  it('charter P2: is imported and published by the manager, and a request is made with it, up to the number', async () => {
    const imported = await told(world.as(MANAGER).post('/protocol-versions').send({ source: PRURIGO, fileName: 'prurigo.yaml' }), 201);
    await told(world.as(MANAGER).post(`/protocol-versions/${imported.id}/publish`).send({ validFrom: '2024-01-15' }));
    patient = await requests.started(ME, 'VYV');
    ({ today } = await requests.form(patient, ME));
    began = daysBefore(today, 60);
    await requests.answer(patient, ME, 'jour', daysBefore(today, 70));
    await requests.sent(patient, ME, 'pharmacien-a');
    await told(requests.decide(patient, 'exploitant-3', { decision: 'favourable' }));
    const { state, registrationNumber } = await requests.enrolment(patient, ME);
    expect({ state, registrationNumber }).toEqual({ state: 'granted', registrationNumber: expect.stringMatching(/^VYV-\d{5}\d$/) });
    protocol = (await told(world.as(ME).get(`/protocol-versions/${imported.id}`))).document;
  });

  it('charter P2: its first day dates its visits; a visit before birth, or before the start, is refused in words', async () => {
    const { request } = await follow.opened(patient, ME, { formCode: 'DEBUT' });
    await told(answers(request, { debut: began, nodules: 80, atopie: 'N' }));
    await told(requests.act(request, ME, 'complete', await requests.form(request, ME)));
    expect(states(await follow.schedule(patient, ME)).slice(0, 4)).toEqual([
      'DEBUT 1 complete',
      'VISITE 1 late',
      'VISITE 2 late',
      'VISITE 3 upcoming',
    ]);
    const first = (await follow.opened(patient, ME, { formCode: 'VISITE', visitCode: 'S4' })).request;
    for (const day of ['1950-01-01', daysBefore(began, 1)]) {
      const { status, body } = await answers(first, { jour: day });
      expect({ status, items: body.items }).toMatchObject({
        status: 422,
        items: [{ path: 'jour', message: expect.stringContaining('ne peut pas précéder') }],
      });
    }
    const soon = await answers(first, { jour: daysBefore(today, -1) });
    expect({ status: soon.status, message: soon.body.items[0].message }).toMatchObject({
      status: 422,
      message: expect.stringContaining('futur'),
    });
    await told(answers(first, { jour: daysBefore(began, -28), prurit: 7, sommeil: 5, nodules: 76, reponse: 'O' }));
  });

  it('charter C1.1: its groups have their minimum and maximum, its score is calculated, and what it does not foresee is refused', async () => {
    const [row] = (await follow.rows(patient, ME, 'VISITE')).filter(({ formId }) => formId);
    const first: Request = { id: patient.id, formId: row?.formId ?? '' };
    expect((await requests.form(first, ME)).values).toMatchObject({ score: 12, gain: 4 });
    const lacks = await told(world.as(ME).get(`/forms/${first.formId}/gaps?role=prescriber`));
    expect(lacks.items.map(({ key, kind }: { key: string; kind: string }) => `${kind} ${key}`)).toEqual(['missing soin']);
    const rows = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`soin/rang00${index}`, true]));
    expect((await answers(first, rows(3))).body.items[0].message).toContain('2 lignes au plus');
    await told(answers(first, { ...rows(1), 'soin/rang000/soin.nom': 'Émollient', 'soin/rang000/soin.arrete': 'O' }));
    expect(drawn(await requests.form(first, ME)).asked).toEqual(['soins']);
    const unknown = await answers(first, { poids: '70' });
    expect({ status: unknown.status, code: unknown.body.code }).toEqual({ status: 422, code: 'unknown-item' });
  });

  it('charter P5: a soft check reads the visit before, and an answer proposes the stop', async () => {
    const second = await visit(2, { jour: daysBefore(began, -56), prurit: 8, sommeil: 8, nodules: 99, reponse: 'N' });
    expect(drawn(await requests.form(second, ME))).toMatchObject({ asked: ['nodules'], proposed: ['FIN'] });
  });

  it('counts and calculated values of a form follow when another form that it reads changes', async () => {
    const [debut] = await follow.rows(patient, ME, 'DEBUT');
    const start: Request = { id: patient.id, formId: debut?.formId ?? '' };
    const before = await follow.rows(patient, ME, 'VISITE');
    await requests.answer(start, ME, 'nodules', 100, 'Compte repris sur la photographie.');
    await requests.answer(start, ME, 'atopie', 'O', 'Terrain retrouvé au dossier.');
    const after = await follow.rows(patient, ME, 'VISITE');
    for (const [rank, gain] of [24, 1].entries()) {
      const view = await requests.form({ id: patient.id, formId: after[rank]?.formId ?? '' }, ME);
      expect(view.values).toMatchObject({ gain });
      expect(drawn(view).applies).toContain('eczema');
      const [was, is] = [before[rank], after[rank]];
      expect([is?.applicable, is?.missing, is?.filled]).toEqual([(was?.applicable ?? 0) + 1, (was?.missing ?? 0) + 1, was?.filled]);
    }
  });

  it('charter P2: the stop ends it; one before the start is refused, and so is a form after it', async () => {
    const { request, offers, values } = await follow.opened(patient, ME, { formCode: 'FIN' });
    // What the last visit proposes with it is offered, and nothing is answered by it.
    expect({ offers, values }).toEqual({ offers: { motif: 'INEFF' }, values: {} });
    const early = await answers(request, { fin: daysBefore(began, 1) });
    expect({ status: early.status, message: early.body.items[0].message }).toMatchObject({
      status: 422,
      message: expect.stringContaining('trop tôt'),
    });
    await told(answers(request, { fin: daysBefore(began, -57), motif: 'INEFF' }));
    await told(requests.act(request, ME, 'complete', await requests.form(request, ME)));
    expect(states(await follow.schedule(patient, ME)).slice(-4)).toEqual(
      expect.arrayContaining(['VISITE 3 not-applicable', 'VISITE 6 not-applicable']),
    );
    const late = await follow.open(patient, ME, { formCode: 'VISITE', visitCode: 'S4', occurrence: 3 });
    expect({ status: late.status, detail: late.body.detail }).toMatchObject({
      status: 409,
      detail: expect.stringContaining('après l’arrêt définitif'),
    });
  });

  it('a start that is moved after the stop is told on the calendar, which loses nothing', async () => {
    const [debut] = await follow.rows(patient, ME, 'DEBUT');
    const start: Request = { id: patient.id, formId: debut?.formId ?? '' };
    await requests.answer(start, ME, 'debut', daysBefore(today, 1), 'Date reprise.');
    const { problems, rows } = await follow.schedule(patient, ME);
    expect(problems.map(({ code, form }) => `${code} ${form}`)).toEqual([
      'stop-before-start FIN',
      'visit-before-start VISITE',
      'visit-before-start VISITE',
    ]);
    expect(problems[0]?.message).toMatch(/L’arrêt définitif .* précède le début du traitement .* corrigez l’une des deux dates/);
    expect(rows.filter(({ formId }) => formId)).toHaveLength(4);
    await requests.answer(start, ME, 'debut', began, 'Date rétablie.');
    expect((await follow.schedule(patient, ME)).problems).toEqual([]);
  });

  it('the journal verifies, and tells every answer as it stands', async () => {
    expect((await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey))).faults).toEqual([]);
    expect((await verifyLiveData(world.db)).faults).toEqual([]);
  });
});
