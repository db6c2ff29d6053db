import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarsInForce } from '#calendar/api';
import type { HomeView, MatrixView, MissingView } from '#dashboards/api';
import { verifyLiveData, type ScheduleRow } from '#forms/api';
import { verifyJournal } from '#kernel/api';
import { Declarations, DECLARANT } from '../testing/declarations.js';
import { Ear } from '../testing/ear.js';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Protocols, today } from '../testing/protocols.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';

const shipped = (name: string, version: number) =>
  readFileSync(path.resolve(`libs/protocols/api/shipped/${name}.yaml`), 'utf8').replace(/^version: \d+$/m, `version: ${version}`);

/** ENHERTU as shipped, its calendar changed. */
const enhertu = (version: number, change: (source: string) => string) => change(shipped('enhertu-her2-faible-2', version));
const visit = (code: string, days: number) =>
  `    - { code: ${code}, label: "${code}", offset: { unit: days, value: ${days} }, window: { before: 3, after: 7 }, forms: [QDV] }\n`;
const every = (days: number) => (source: string) =>
  source.replace(
    'code: SUIVI, label: "Suivi tous les 3 cycles", offset: { unit: days, value: 63 }',
    `code: SUIVI, label: "Suivi", offset: { unit: days, value: ${days} }`,
  );
const added =
  (...visits: string[]) =>
  (source: string) =>
    source.replace(/^ {2}unscheduled:/m, `${visits.join('')}  unscheduled:`);

let world: World;
let follow: FollowUp;
let protocols: Protocols;
let patient: Request;
let day: string;
beforeAll(async () => {
  world = await World.open();
  [follow, protocols] = [new FollowUp(world), new Protocols(world)];
  patient = await follow.granted();
  ({ today: day } = await follow.schedule(patient, ME));
  const { request } = await follow.opened(patient, ME, { formCode: 'FIT' });
  await follow.requests.answer(request, ME, 'fit.administre', 'O');
  await follow.requests.answer(request, ME, 'fit.date_debut', daysBefore(day, 150));
  await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 1 });
});
afterAll(() => world.close());

const follows = () => world.app.get(CalendarsInForce, { strict: false }).follow();
const matrix = async (who = ME) => {
  const { rows }: MatrixView = await told(world.as(who).get(`/dashboard/matrix?authorisationId=${world.authorisation('ENH')}`));
  return rows.find(({ enrolmentId }) => enrolmentId === patient.id)?.cells.filter(({ form }) => form !== 'FAT') ?? [];
};
const place = ({
  form,
  visit: at,
  occurrence,
  target,
  state,
}: Omit<ScheduleRow, 'words' | 'kind' | 'title' | 'place' | 'announced' | 'canOpen'>) =>
  [form, at, occurrence, target, state].filter(Boolean).join(' ');
const rows = async (form?: string) => (await follow.rows(patient, ME, form)).map(place);
const entries = async () => (await world.journalOf('enrolment', patient.id)).filter(({ action }) => action === 'calendar.version-changed');

describe('a version of the protocol that takes effect', () => {
  let before: string[];
  let third: string;

  it('charter C7.2: changes nothing before its day', async () => {
    before = await rows();
    const fourth = await protocols.inForce(enhertu(4, every(30)), daysBefore(today(), -10));
    expect(await follows()).toBe(0);
    expect(await rows()).toEqual(before);
    await protocols.withdraw(fourth).expect(200);
    expect(await follows()).toBe(0);
    expect(await entries()).toEqual([]);
  });

  it('charter C7.2: is the calendar of followed patients from its day: forms begun keep theirs, and no visit that was over is asked for', async () => {
    const ears = await Promise.all(['pharmacien-a', 'pharmacien-b'].map((name) => Ear.open(world.url, world.as(name))));
    third = await protocols.inForce(
      enhertu(5, (source) => added(visit('J15', 15), visit('J150', 150), visit('J160', 160))(every(70)(source))),
    );
    expect(await follows()).toBe(1);
    await ears[0]?.hears(({ action, enrolmentId }) => action === 'calendar.version-changed' && enrolmentId === patient.id);
    expect(ears[1]?.changes).toEqual([]);
    ears.forEach((ear) => ear.close());

    const start = daysBefore(day, 150);
    const on = (days: number) => daysBefore(start, -days);
    expect(await rows('FIT')).toEqual([`FIT J0 1 ${start} late`]);
    expect((await rows('SUIVI')).slice(0, 3)).toEqual([
      `SUIVI SUIVI 1 ${on(63)} late`,
      `SUIVI SUIVI 2 ${on(133)} late`,
      `SUIVI SUIVI 3 ${on(196)} upcoming`,
    ]);
    const questionnaires = await rows('QDV');
    expect(questionnaires.filter((row) => / J\d{2}/.test(row))).toEqual([`QDV J150 1 ${on(150)} due`, `QDV J160 1 ${on(160)} upcoming`]);
    expect(await entries()).toMatchObject([{ actor: 'Passerelle', details: { version: 5, former: 1 } }]);
    const { body: journal } = await world.as('gestionnaire').get(`/enrolments/${patient.id}/journal`).expect(200);
    expect(JSON.stringify(journal.items)).toMatch(/Calendrier repris de la version 5 du protocole/);
  });

  it('charter C7.2: the matrix, the missing data and the desks say the same; asked again, nothing is left to do', async () => {
    expect(await follows()).toBe(0);
    expect((await matrix()).map(place)).toEqual(await rows());
    const schedule = await follow.rows(patient, ME);
    const asked = schedule.filter(({ form, state }) => form === 'QDV' && ['late', 'due', 'in-progress', 'complete'].includes(state));
    const { rows: missing }: MissingView = await told(world.as(ME).get(`/dashboard/missing?authorisationId=${world.authorisation('ENH')}`));
    expect(missing.find(({ form }) => form === 'QDV')).toMatchObject({ forms: asked.length });
    const { tasks }: HomeView = await told(world.as(ME).get('/home'));
    const due = tasks.filter(({ enrolmentId, formCode }) => enrolmentId === patient.id && formCode === 'QDV');
    expect(due.map(({ visitCode }) => visitCode)).toEqual(expect.arrayContaining(['J150', 'J160']));
    for (const { text } of due) expect(text).toMatch(/^Saisir/);
  });

  it('charter C1.1: a form of it is opened from the calendar, and one of a visit that was over is refused in words', async () => {
    const view = await follow.opened(patient, ME, { formCode: 'QDV', visitCode: 'J150' });
    expect(view.protocolVersionId).toBe(third);
    const { status, body } = await follow.open(patient, ME, { formCode: 'QDV', visitCode: 'J15' });
    expect({ status, detail: body.detail }).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/après la fenêtre de cette visite.*pas demandée/),
    });
    expect((await matrix()).map(place)).toEqual(await rows());
  });

  it('charter C1.2: withdrawn, the calendar is that of the version before, and what was begun under it stays', async () => {
    await protocols.withdraw(third, 'Publiée par erreur').expect(200);
    expect(await follows()).toBe(1);
    const kept = (await rows()).filter((row) => row.startsWith('QDV J150'));
    expect(kept).toEqual([`QDV J150 1 ${day} in-progress`]);
    expect((await rows()).filter((row) => !row.startsWith('QDV J150'))).toEqual(before);
    expect((await matrix()).map(place)).toEqual(await rows());
    expect((await entries()).map(({ details }) => details)).toMatchObject([
      { version: 5, former: 1 },
      { version: 1, former: 5 },
    ]);
    const [{ formId }] = (await follow.rows(patient, ME, 'QDV')).filter(({ visit: at }) => at === 'J150') as [ScheduleRow];
    expect((await told(world.as(ME).get(`/forms/${formId}`))).target).toBe(day);
  });

  it('a form that is saved before anyone calculated the calendar again does it too, and says so', async () => {
    const sixth = await protocols.inForce(enhertu(6, added(visit('J170', 170))));
    const [row] = (await follow.rows(patient, ME, 'FIT')) as [ScheduleRow];
    await follow.requests.answer({ id: patient.id, formId: row.formId ?? '' }, ME, 'fit.administre', 'O', 'Relu.');
    await follow.requests.answer({ id: patient.id, formId: row.formId ?? '' }, ME, 'fit.date_debut', daysBefore(day, 149));
    expect((await matrix()).some(({ visit: at }) => at === 'J170')).toBe(true);
    expect((await entries()).at(-1)).toMatchObject({ details: { version: 6, former: 1 } });
    expect(await follows()).toBe(0);
    await protocols.withdraw(sixth).expect(200);
    expect(await follows()).toBe(1);
  });

  it('where no version is in force, the calendar is that of the FAT, and nothing may be opened', async () => {
    const { body } = await world.as('gestionnaire').get('/protocols').expect(200);
    const { versions } = body.items.find(({ code }: { code: string }) => code === 'ENHERTU-HER2-FAIBLE');
    for (const { id, state } of versions) if (state === 'published') await protocols.withdraw(id).expect(200);
    await follows();
    const schedule = await follow.schedule(patient, ME);
    expect(schedule.rows.some(({ canOpen }) => canOpen)).toBe(false);
    expect(schedule.addable).toEqual([]);
    expect((await matrix()).map(place)).toEqual(await rows());
  });

  it('the journal verifies, and tells every answer as it stands', async () => {
    expect((await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey))).faults).toEqual([]);
    // The day of the FAT was forged, so that a year of visits fits before today.
    expect((await verifyLiveData(world.db)).faults.filter(({ formId }) => formId !== patient.formId)).toEqual([]);
  });
});

describe('the worker', () => {
  it('charter C7.1: calculates calendars again by itself once a version is published, and open screens are told', async () => {
    const busy = await World.open({ env: { PASSERELLE_RUNS: 'all' } });
    const ear = await Ear.open(busy.url, busy.as(DECLARANT));
    try {
      const declarations = new Declarations(busy);
      const followed = await declarations.patient();
      await declarations.follow.opened(followed, DECLARANT, { formCode: 'EI' });
      await new Protocols(busy).inForce(shipped('vyvgart', 99));
      await ear.hears(({ action, enrolmentId }) => action === 'calendar.version-changed' && enrolmentId === followed.id, 10_000);
    } finally {
      ear.close();
      await busy.close();
    }
  });
});
