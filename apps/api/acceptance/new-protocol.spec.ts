import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { verifyLiveData, type FormView, type ScheduleView } from '#forms/api';
import { verifyJournal } from '#kernel/api';
import { advice, applicability, proposals, type Env, type Form, type Protocol, type Values } from '#protocols/domain';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

jest.setTimeout(120_000);

/** A protocol of a disease that the product has never heard of: it stands here, and nowhere else. */
const PROTOCOL = `
code: PRURIGO-ESSAI
version: 1
demonstration: true
paediatric: false
put:
  { kind: PUT-RD, title: "PUT-RD d’un essai", medicine: PRURIGAN, inn: prurigomab, indication: "Prurigo nodulaire", holder: "Laboratoire",
    grantedOn: "2024-01-15", updatedOn: "2024-01-15", contact: { name: Cellule, email: cellule@essai.example }, adverseEffects: "Fiche EI de cet outil." }
codeLists:
  SEXE: [{ code: M, label: Masculin }, { code: F, label: Féminin }]
  MOTIF: [{ code: FIN, label: Fin }, { code: INEFF, label: Inefficacité }]
forms:
  - code: FAT
    kind: FAT
    title: Demande
    place: "Annexe 1"
    occurs: once
    sections:
      - code: patient
        title: Patient
        enteredBy: centre
        content:
          - { code: jour, type: date, label: "Jour de la demande", required: true, notAfter: today, place: "Annexe 1, 1", reliability: G }
          - { code: nom, type: text, format: letters, length: 3, maxLength: 3, label: Nom, required: true, binds: patient.familyLetters, place: "Annexe 1, 1", reliability: G }
          - { code: prenom, type: text, format: letters, length: 2, maxLength: 2, label: Prénom, required: true, binds: patient.givenLetters, place: "Annexe 1, 1", reliability: G }
          - { code: naissance, type: month, label: Naissance, required: true, notAfter: { item: jour }, binds: patient.birth, place: "Annexe 1, 1", reliability: G }
          - { code: sexe, type: choice, list: SEXE, label: Sexe, required: true, binds: patient.sex, place: "Annexe 1, 1", reliability: G }
      - code: pharmacie
        title: Pharmacie
        enteredBy: centre
        content: [{ code: avis, type: on, label: "Vu par la pharmacie", required: true, place: "Annexe 1, 2", reliability: G }]
    signatures:
      - { role: prescriber, meaning: "Je demande.", covers: [patient] }
      - { role: pharmacist, meaning: "J’ai vu.", covers: [patient, pharmacie] }
  - code: DEBUT
    kind: FIT
    title: Début
    place: "Annexe 2"
    occurs: once
    heldOn: debut
    sections:
      - code: debut
        title: Début
        enteredBy: centre
        content:
          - { code: debut, type: date, label: "Première injection", required: true, notBefore: { item: jour, form: FAT }, notAfter: today, place: "Annexe 2", reliability: G }
          - { code: nodules, type: int, min: 0, max: 500, label: Nodules, required: true, place: "Annexe 2", reliability: G }
          - { code: atopie, type: on, label: "Terrain atopique", required: true, place: "Annexe 2", reliability: G }
  - code: VISITE
    kind: SUIVI
    title: Visite
    place: "Annexe 3"
    occurs: per-visit
    heldOn: jour
    sections:
      - code: visite
        title: Visite
        enteredBy: centre
        content:
          - { code: jour, type: date, label: "Jour de la visite", required: true, notBefore: { item: debut, form: DEBUT }, notAfter: today, place: "Annexe 3", reliability: G }
          - { code: prurit, type: int, min: 0, max: 10, label: Prurit, required: true, place: "Annexe 3", reliability: G }
          - { code: sommeil, type: int, min: 0, max: 10, label: Sommeil, required: true, place: "Annexe 3", reliability: G }
          - { code: score, type: calc, result: int, formula: { sum: [{ item: prurit }, { item: sommeil }] }, label: "Score", place: "Annexe 3", reliability: G }
          - { code: nodules, type: int, min: 0, max: 500, label: Nodules, required: true, place: "Annexe 3", reliability: G }
          - { code: gain, type: calc, result: int, formula: { difference: [{ item: nodules, form: DEBUT }, { item: nodules }] }, label: "Nodules en moins", place: "Annexe 3", reliability: G }
          - { code: eczema, type: on, label: "Poussée d’eczéma", required: true, when: { is: [{ item: atopie, form: DEBUT }, O] }, place: "Annexe 3", reliability: G }
          - type: group
            code: soin
            label: Soins locaux
            rowLabel: soin
            place: "Annexe 3"
            min: 1
            max: 2
            items:
              - { code: soin.nom, type: text, maxLength: 40, label: Soin, required: true, place: "Annexe 3", reliability: G }
              - { code: soin.arrete, type: on, label: "Arrêté", required: true, place: "Annexe 3", reliability: G }
          - { code: reponse, type: on, label: "Le patient répond-il ?", required: true, place: "Annexe 3", reliability: G }
    checks:
      - { code: nodules, level: soft, assert: { compare: [{ difference: [{ item: nodules }, { previousVisit: nodules }] }, "<=", 20] }, items: [nodules], message: "Plus de 20 nodules nouveaux. Vérifiez." }
      - { code: soins, level: soft, assert: { anyRow: { group: soin, when: { is: [soin.arrete, N] } } }, items: [soin.arrete], message: "Aucun soin ne se poursuit. Vérifiez." }
    proposes: [{ form: FIN, when: { is: [reponse, N] } }]
  - code: FIN
    kind: ARRET
    title: Arrêt
    place: "Annexe 4"
    occurs: once
    heldOn: fin
    sections:
      - code: fin
        title: Arrêt
        enteredBy: centre
        content:
          - { code: fin, type: date, label: "Dernière injection", required: true, notBefore: { item: debut, form: DEBUT }, notAfter: today, place: "Annexe 4", reliability: G }
          - { code: motif, type: choice, list: MOTIF, label: Motif, required: true, place: "Annexe 4", reliability: G }
calendar:
  anchor: { form: DEBUT, item: debut }
  visits:
    - { code: J0, label: J0, offset: { unit: days, value: 0 }, window: { before: 0, after: 3 }, forms: [DEBUT] }
    - { code: S4, label: "Toutes les 4 semaines", offset: { unit: weeks, value: 4 }, window: { before: 3, after: 3 }, forms: [VISITE], every: { unit: weeks, value: 4, times: 6 } }
`;

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

describe('a protocol that no line of code knows', () => {
  it('charter P2: is imported and published by the manager, and a request is made with it, up to the number', async () => {
    const imported = await told(world.as(MANAGER).post('/protocol-versions').send({ source: PROTOCOL, fileName: 'prurigo.yaml' }), 201);
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
    const { request } = await follow.opened(patient, ME, { formCode: 'FIN' });
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
