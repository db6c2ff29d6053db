import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HomeTask, HomeView, MatrixCell, MatrixView, MissingView, SummaryView } from '#dashboards/api';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

jest.setTimeout(120_000);

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
    expect(row?.cells[0]).toMatchObject({ form: 'FAT', state: 'complete', words: 'complète' });
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

describe('charter C7.4: what dashboards are not', () => {
  it('charter C7.4: the answers say that they compute no such figure, and hold none', async () => {
    for (const { notice } of [await missing(ME), await summary(ME)]) expect(notice).toMatch(/ni exhaustivité ni dédommagement/);
  });
});

describe('the desks', () => {
  it('charter C7.2: tell whoever may type what is late, and what is due within 30 days', async () => {
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
        text: expect.stringMatching(/^Terminer : Fiche d’initiation de traitement – J0 \(C1J1\), attendue le /),
        formId: request.formId,
        until: expect.any(String),
      },
      {
        kind: 'form-late',
        text: expect.stringMatching(/^Saisir : .*J0 \(C1J1\), attendue le /),
        formCode: 'QDV',
        until: expect.any(String),
      },
      {
        kind: 'form-due',
        text: expect.stringMatching(/^Saisir : .*Suivi tous les 3 cycles n°\u00a01$/),
        formCode: expect.any(String),
        until: daysBefore(today, -30),
      },
      {
        kind: 'form-due',
        text: expect.stringMatching(/^Saisir : .*Suivi tous les 3 cycles n°\u00a01$/),
        formCode: expect.any(String),
        until: daysBefore(today, -30),
      },
    ]);
    expect(await tasks('pharmacien-a')).toHaveLength(4);
    for (const who of ['pharmacien-b', 'prescripteur-a', 'data-manager', 'exploitant-2']) expect(await tasks(who)).toEqual([]);
  });
});
