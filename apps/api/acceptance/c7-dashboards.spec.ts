import { inFrenchOrder } from '#kernel/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HomeTask, HomeView, MatrixCell, MatrixView, MissingView, QueryAgesView, SummaryView } from '#dashboards/api';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { CENTRE_A, CENTRE_B, World } from '../testing/world.js';

const ME = 'prescripteur-a2';

let world: World;
let follow: FollowUp;
let patient: Request;
let fit: Request;
let today: string;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  patient = await follow.granted();
  ({ today } = await follow.schedule(patient, ME));
  fit = (await follow.opened(patient, ME, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
  await follow.requests.answer(fit, ME, 'fit.date_debut', daysBefore(today, 150));
});
afterAll(() => world.close());

const matrix = (who: string, more = ''): Promise<MatrixView> =>
  told(world.as(who).get(`/dashboard/matrix?authorisationId=${world.authorisation('ENH')}${more}`));
const missing = (who: string): Promise<MissingView> => told(world.as(who).get('/dashboard/missing'));
const summary = (who: string): Promise<SummaryView> => told(world.as(who).get('/dashboard/summary'));
const place = ({ form, visit, occurrence, target, state }: Omit<MatrixCell, 'words'>) =>
  [form, visit, occurrence, target, state].filter(Boolean).join(' ');

describe('charter C7.2: how far each form is, against the calendar', () => {
  it('charter C7.2: the matrix says of every form what the calendar of the patient says', async () => {
    const { rows, columns } = await matrix(ME);
    const [row] = rows;
    expect(rows).toHaveLength(1);
    expect(row).toMatchObject({ enrolmentId: patient.id, letters: 'DUP JE', today, registrationNumber: expect.stringMatching(/^ENH-/) });
    const calendar = await follow.rows(patient, ME);
    expect(row?.cells.filter(({ form }) => form !== 'FAT').map(place)).toEqual(calendar.map(place));
    expect(row?.cells[0]).toMatchObject({ form: 'FAT', state: 'finished', words: 'terminée, 1 manquant' });
    expect(columns.map(({ form, visit }) => [form, visit].filter(Boolean).join(' '))).toEqual([
      'FAT',
      'FIT J0',
      'QDV J0',
      'SUIVI SUIVI',
      'QDV SUIVI',
    ]);
  });

  it('charter C7.2: a change is there at once, and the forms that come after the stop are not asked for any more', async () => {
    const { request } = await follow.opened(patient, ME, { formCode: 'ARRET' });
    await follow.requests.answer(request, ME, 'arr.date', daysBefore(today, 100));
    const [row] = (await matrix(ME)).rows;
    expect(row?.cells.filter(({ state }) => state === 'not-applicable').length).toBeGreaterThan(10);
    expect(row?.cells.map(place).slice(1)).toEqual((await follow.rows(patient, ME)).map(place));
    expect((await matrix(ME, '&state=late')).rows).toHaveLength(1);
    expect((await matrix(ME, '&state=upcoming')).rows).toHaveLength(0);
  });
});

describe('charter C7.3: missing data', () => {
  it('charter C7.3: counts and rates per form, over the fields that apply and over all fields of the PUT, both named', async () => {
    const { rows, readings } = await missing(ME);
    const { applicable, missing: none, allPut } = await follow.requests.form(fit, ME);
    expect(rows.find(({ form }) => form === 'FIT')).toEqual({
      form: 'FIT',
      title: 'Fiche d’initiation de traitement',
      forms: 1,
      applicable,
      missing: none,
      missingRate: none / applicable,
      allPut,
      missingOfAll: allPut - (applicable - none),
      missingOfAllRate: (allPut - applicable + none) / allPut,
    });
    expect(readings).toEqual({
      applicable: 'Parmi les champs qui s’appliquent au patient',
      allPut: 'Parmi tous les champs de la fiche dans le PUT',
    });
  });
});

describe('what is to be typed within 30 days', () => {
  it('charter C7.2: the matrix narrowed by it shows whom the summary counts and the homes name, and nobody else', async () => {
    const other = await follow.granted();
    const dueSoon = async () => {
      const { tasks }: HomeView = await told(world.as(ME).get('/home?each=1000'));
      return tasks.filter(({ kind, authorisationCode }) => kind === 'form-due' && authorisationCode === 'ENH');
    };
    const soon = async (who = ME) => new Set((await matrix(who, '&state=soon')).rows.map(({ enrolmentId }) => enrolmentId));
    const named = await dueSoon();
    expect((await summary(ME)).rows[0]?.dueIn30Days).toBe(named.length);
    expect(await soon()).toEqual(new Set(named.map(({ enrolmentId }) => enrolmentId)));
    expect(await soon()).toContain(other.id);

    // What is begun is to be typed no more: it is to be ended.
    for (const { enrolmentId = '', formCode = '', visitCode, occurrence } of named.filter(({ enrolmentId }) => enrolmentId === other.id))
      await follow.opened({ id: enrolmentId }, ME, { formCode, ...(visitCode && { visitCode }), ...(occurrence && { occurrence }) });
    expect(await soon()).not.toContain(other.id);
    expect((await summary(ME)).rows[0]?.dueIn30Days).toBe((await dueSoon()).length);
    expect((await world.as(ME).get(`/dashboard/matrix?authorisationId=${world.authorisation('ENH')}&state=bientot`)).status).toBe(400);
    expect(await soon('pharmacien-b')).toEqual(new Set());
    await world.db.query(`UPDATE enrolment SET state = 'cancelled', registration_number = NULL WHERE id = $1`, [other.id]);
  });
});

describe('charter C7.4: what dashboards are not', () => {
  it('charter C7.4: the answers say that they compute no such figure, and hold none', async () => {
    for (const { notice } of [await missing(ME), await summary(ME)]) expect(notice).toMatch(/ni exhaustivité ni dédommagement/);
  });

  it('charter C7.4: these words stand nowhere else in the product', () => {
    const sources = ['libs', 'apps'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|html|hbs|yaml)$/.test(file) && !/\.spec\.ts$|node_modules|dist/.test(file))
        .map((file) => join(folder, file)),
    );
    const found = sources.filter((file) => /exhaustivit[ée]|d[ée]dommage/i.test(readFileSync(file, 'utf8')));
    expect(found).toEqual(['libs/dashboards/domain/words.ts']);
  });
});

describe('who sees what in a dashboard', () => {
  it('charter C5.1: another centre, another authorisation and another company see none of it; the operator sees the centre by its name', async () => {
    for (const who of ['pharmacien-b', 'prescripteur-a', 'exploitant']) {
      expect((await matrix(who)).rows).toEqual([]);
      expect((await missing(who)).rows).toEqual([]);
      expect((await summary(who)).rows.filter(({ authorisationCode }) => authorisationCode === 'ENH')).toEqual([]);
    }
    for (const who of ['pharmacien-a', 'exploitant-2', 'data-manager', 'gestionnaire']) {
      expect((await matrix(who)).rows.map(({ enrolmentId }) => enrolmentId)).toEqual([patient.id]);
      expect((await missing(who)).rows).toEqual((await missing(ME)).rows);
    }
    expect((await summary('pharmacien-a')).rows[0]).not.toHaveProperty('centreId');
    expect((await summary('data-manager')).rows[0]).toMatchObject({ centreId: CENTRE_A, patients: 1, fatsToSign: 0 });
    for (const path of ['matrix', 'missing', 'summary', 'inclusions', 'query-ages'])
      expect((await world.as('administrateur').get(`/dashboard/${path}`)).status).toBe(403);
  });

  it('charter P1: a draft is not the holder’s to count', async () => {
    await follow.requests.completed(await follow.requests.started(ME, 'ENH'), ME);
    expect((await summary('exploitant-2')).rows[0]).toMatchObject({ fatsToSign: 0 });
    expect((await summary('pharmacien-a')).rows[0]).toMatchObject({ fatsToSign: 1 });
  });

  it('charter C3.1: a look is logged once, with what was asked for', async () => {
    const [{ last }] = await world.db.query('SELECT max(id) AS last FROM access_log');
    await matrix('pharmacien-a', '&state=late');
    const looks = await world.db.query('SELECT action, filter FROM access_log WHERE id > $1', [last]);
    expect(looks).toHaveLength(1);
    expect(JSON.parse(looks[0].filter)).toEqual({ dashboard: 'matrix', authorisationId: world.authorisation('ENH'), state: 'late' });
  });

  it('counts the queries that wait, by age, and tells each side its own', async () => {
    const body = { enrolmentId: patient.id, formId: fit.formId, text: 'Précisez la date.' };
    await told(world.as('data-manager').post('/queries').set('Idempotency-Key', randomUUID()).send(body), 201);
    const { buckets }: QueryAgesView = await told(world.as('data-manager').get('/dashboard/query-ages'));
    const { openQueries } = (await summary('data-manager')).rows.find(({ authorisationCode }) => authorisationCode === 'ENH') ?? {};
    expect(buckets.reduce((sum, { open, answered }) => sum + open + answered, 0)).toBe(openQueries);
    expect(buckets[0]?.open).toBe(openQueries);
    const kinds = async (who: string) => new Set(((await told(world.as(who).get('/home'))) as HomeView).tasks.map(({ kind }) => kind));
    expect(await kinds('pharmacien-a')).toContain('query-to-answer');
    for (const who of ['pharmacien-b', 'data-manager', 'exploitant-2']) expect(await kinds(who)).not.toContain('query-to-answer');
  });
});

describe('the desks', () => {
  it('charter C7.2: tell anyone who may type what is late, and what is due within 30 days', async () => {
    const other = await follow.granted();
    const { request } = await follow.opened(other, ME, { formCode: 'FIT' });
    await follow.requests.answer(request, ME, 'fit.administre', 'O');
    await follow.requests.answer(request, ME, 'fit.date_debut', daysBefore(today, 40));
    const tasks = async (who: string): Promise<HomeTask[]> =>
      ((await told(world.as(who).get('/home'))) as HomeView).tasks.filter(
        ({ kind, enrolmentId }) => kind.startsWith('form-') && enrolmentId === other.id,
      );
    const mine = await tasks(ME);
    expect(mine.map(({ kind, text, formId, formCode, until }) => ({ kind, text, formId, formCode, until }))).toEqual([
      {
        kind: 'form-late',
        text: expect.stringMatching(/^Terminer\s: Fiche d’initiation de traitement – J0 \(C1J1\)$/),
        formId: request.formId,
        until: expect.any(String),
      },
      {
        kind: 'form-late',
        text: expect.stringMatching(/^Saisir\s: .*J0 \(C1J1\)$/),
        formCode: 'QDV',
        until: expect.any(String),
      },
      {
        kind: 'form-due',
        text: expect.stringMatching(/^Saisir\s: .*Suivi tous les 3 cycles n°\u00a01$/),
        formCode: expect.any(String),
        until: daysBefore(today, -30),
      },
      {
        kind: 'form-due',
        text: expect.stringMatching(/^Saisir\s: .*Suivi tous les 3 cycles n°\u00a01$/),
        formCode: expect.any(String),
        until: daysBefore(today, -30),
      },
    ]);
    expect(await tasks('pharmacien-a')).toHaveLength(4);
    const { tasks: all }: HomeView = await told(world.as('pharmacien-a').get('/home'));
    const { rows } = await summary('pharmacien-a');
    for (const [kind, of] of [
      ['form-late', 'late'],
      ['form-due', 'dueIn30Days'],
    ] as const)
      expect([kind, all.filter((task) => task.kind === kind).length]).toEqual([kind, rows.reduce((sum, row) => sum + row[of], 0)]);
    for (const who of ['pharmacien-b', 'prescripteur-a', 'data-manager', 'exploitant-2']) expect(await tasks(who)).toEqual([]);
  });
});

// Last: the patient of the other centre would be counted above.
describe('charter C7.4: centres beside each other', () => {
  it('charter C7.4: no centre comes first by what it lacks: they come by their names', async () => {
    const elsewhere = await follow.granted('prescripteur-b', 'pharmacien-b');
    const { request } = await follow.opened(elsewhere, 'prescripteur-b', { formCode: 'FIT' });
    await follow.requests.answer(request, 'prescripteur-b', 'fit.administre', 'O');
    await follow.requests.answer(request, 'prescripteur-b', 'fit.date_debut', daysBefore(today, 30));
    const { rows } = await summary('data-manager');
    const names = rows.map(({ authorisationCode, centreName }) => `${authorisationCode} ${centreName}`);
    expect(names).toEqual(names.toSorted(inFrenchOrder));
    for (const row of rows) expect(Object.keys(row).filter((key) => /rate|rank/i.test(key))).toEqual([]);
    // Two centres under one authorisation, of which the last by its name has the most to do.
    const [first, last, ...more] = rows.filter(({ authorisationCode }) => authorisationCode === 'ENH');
    expect([first?.centreId, last?.centreId, more]).toEqual([CENTRE_B, CENTRE_A, []]);
    expect(first?.late).toBeGreaterThan(0);
    expect(last?.late).toBeGreaterThan(first?.late ?? 0);
  });
});
