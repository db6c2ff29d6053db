import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HomeView, MatrixView, MissingView } from '#dashboards/api';
import { verifyLiveData, type FormView } from '#forms/api';
import type { FollowUpOpened } from '#pharmacovigilance/api';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { Ear } from '../testing/ear.js';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';

let world: World;
let follow: FollowUp;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  patient = await follow.granted();
});
afterAll(() => world.close());

const opened = async (formCode = 'FIT'): Promise<Request> => (await follow.opened(patient, ME, { formCode })).request;
const form = (one: Request, by = ME): Promise<FormView> => follow.requests.form(one, by);
const withdraw = (one: Request, by = ME, version = 1) => world.as(by).post(`/forms/${one.formId}/withdraw`).set('If-Match', `"${version}"`);

/** All that the patient's follow-up shows. */
async function shown(formId: string) {
  const { tasks }: HomeView = await told(world.as(ME).get('/home'));
  const { rows }: MatrixView = await told(world.as(ME).get(`/dashboard/matrix?authorisationId=${world.authorisation('ENH')}`));
  const missing: MissingView = await told(world.as(ME).get('/dashboard/missing'));
  const { forms } = await follow.requests.enrolment(patient, ME);
  return {
    home: tasks.filter((task) => task.formId === formId).length,
    matrix: rows.flatMap(({ cells }) => cells).filter((cell) => cell.formId === formId).length,
    calendar: (await follow.rows(patient, ME)).filter((row) => row.formId === formId).length,
    file: forms.filter(({ id }) => id === formId).length,
    missing: missing.rows.find((row) => row.form === 'ARRET')?.missing ?? 0,
  };
}

describe('a form that was opened by mistake', () => {
  it('charter P2: leaves the calendar, the dashboards, the homes and the counts, is told to colleagues, and can be opened again', async () => {
    const one = await opened('ARRET');
    const before = await shown(one.formId);
    expect(before).toMatchObject({ home: 1, matrix: 1, calendar: 1, file: 1 });
    expect(before.missing).toBeGreaterThan(0);
    expect((await form(one)).abilities).toContain('withdraw');

    const ear = await Ear.open(world.url, world.as('pharmacien-a'));
    await told(withdraw(one), 204);
    await ear.hears(({ formId, action }) => formId === one.formId && action === 'form.withdrawn');
    ear.close();
    expect(await shown(one.formId)).toEqual({ home: 0, matrix: 0, calendar: 0, file: 0, missing: 0 });

    const again = await opened('ARRET');
    expect(again.formId).not.toBe(one.formId);
    expect((await form(again)).values).toEqual({});
    await told(withdraw(again), 204);
  });

  it('charter C3.1: stays in the journal, opened and taken back, by whom', async () => {
    const one = await opened('ARRET');
    await told(withdraw(one, 'pharmacien-a'), 204);
    const entries = await world.journalOf('enrolment', patient.id);
    expect(entries.slice(-2).map(({ action }) => action)).toEqual(['form.opened', 'form.withdrawn']);
    const { items } = await told(world.as(ME).get(`/enrolments/${patient.id}/journal`));
    expect(items[0]).toMatchObject({
      actorName: world.person('pharmacien-a').name,
      text: 'Fiche ouverte par erreur retirée, sans réponse\u00a0: Fiche d’arrêt définitif de traitement',
    });
    expect((await verifyLiveData(world.db)).faults.filter(({ formId }) => formId === one.formId)).toEqual([]);
  });

  it('whatever is asked of it afterwards is refused in words, to anyone who could read it; to others it is absent', async () => {
    const one = await opened('ARRET');
    await told(withdraw(one), 204);
    const change = { item: 'arr.date', value: '2026-01-01', base: 0 };
    const asked = [
      world.as(ME).get(`/forms/${one.formId}`),
      follow.requests.change(one, ME, [change]),
      withdraw(one),
      world.as('data-manager').put(`/forms/${one.formId}/review/read`).send({ contentVersion: 0 }),
      new Queries(world).ask(one, 'data-manager'),
      world.as(ME).post(`/forms/${one.formId}/presence`),
      world.as(ME).get(`/forms/${one.formId}/history`),
    ];
    for (const each of asked) {
      const { status, body } = await each;
      expect({ status, code: body.code, detail: body.detail }).toEqual({
        status: 404,
        code: 'not-found',
        detail: expect.stringContaining(`retirée par ${world.person(ME).name}`),
      });
    }
    for (const other of ['pharmacien-b', 'pnm-a', 'exploitant', 'exploitant-3']) {
      const { status, body } = await world.as(other).get(`/forms/${one.formId}`);
      expect({ other, status, detail: body.detail }).toEqual({ other, status: 404, detail: undefined });
    }
  });

  it('charter C5.5: is taken back by anyone who may type in it, and by nobody else', async () => {
    const one = await opened('ARRET');
    await world.anyone().post(`/forms/${one.formId}/withdraw`).set('If-Match', '"1"').expect(401);
    for (const who of ['pharmacien-b', 'pnm-a', 'prescripteur-b', 'exploitant', 'exploitant-3'])
      expect((await withdraw(one, who)).status).toBe(404);
    for (const who of ['exploitant-2', 'gestionnaire']) {
      expect((await withdraw(one, who)).status).toBe(403);
      expect((await form(one, who)).abilities).not.toContain('withdraw');
    }
    expect((await withdraw(one, ME, 7)).status).toBe(412);
    expect((await world.as(ME).post(`/forms/${one.formId}/withdraw`)).status).toBe(428);
    await told(withdraw(one), 204);
  });
});

describe('a form that stays', () => {
  async function stays(one: Request, words: string, by = ME) {
    const kept = await form(one, by);
    const { status, body } = await withdraw(one, by, kept.stateVersion);
    expect({ status, code: body.code, detail: body.detail }).toEqual({
      status: 409,
      code: 'conflict',
      detail: expect.stringContaining(words),
    });
    expect(await form(one, by)).toEqual(kept);
    expect(kept.abilities).not.toContain('withdraw');
  }

  it('charter C5.3: the one in which something was typed, were it taken away since', async () => {
    const one = await opened('ARRET');
    const { marks } = await follow.requests.answer(one, ME, 'arr.date', '2026-01-02');
    await stays(one, 'Une réponse a été saisie');
    await told(follow.requests.change(one, ME, [{ item: 'arr.date', base: marks['arr.date']?.seq }]));
    expect((await form(one)).values).toEqual({});
    await stays(one, 'Une réponse a été saisie');
    // Nor does the database lose it, no matter who asks.
    await expect(world.db.query('DELETE FROM form_record WHERE id = $1', [one.formId])).rejects.toThrow('holds answers');
  });

  it('charter P1: the FAT', async () => {
    await stays(patient, 'demande elle-même');
    const draft = await follow.requests.started(ME, 'ENH');
    await stays(draft, 'demande elle-même');
  });

  it('what is ended, until it is opened again; what was read, or asked about', async () => {
    const one = await opened();
    await told(follow.requests.act(one, ME, 'complete', { stateVersion: 1 }));
    await stays(one, 'rouvrez-la');
    await told(follow.requests.act(one, ME, 'reopen', { stateVersion: 2 }));
    await told(world.as('data-manager').put(`/forms/${one.formId}/review/read`).send({ contentVersion: 0 }));
    await stays(one, 'marque de relecture');
    await told(world.as('data-manager').delete(`/forms/${one.formId}/review/read`));
    await new Queries(world).asked(one, 'data-manager');
    await stays(one, 'Une query porte sur cette fiche');
  });
});

describe('a declaration', () => {
  let declarations: Declarations;
  let declared: Request;
  beforeAll(async () => {
    declarations = new Declarations(world);
    declared = await declarations.patient();
  });

  it('charter P3: opened by mistake goes, and nothing was received; from its first save on, it is day 0 and stays', async () => {
    const { request: one } = await follow.opened(declared, DECLARANT, { formCode: 'EI' });
    await told(withdraw(one, DECLARANT), 204);
    expect(await declarations.list()).toEqual([]);

    const kept = await declarations.declared(declared);
    const { status, body } = await withdraw(kept, DECLARANT);
    expect({ status, detail: body.detail }).toEqual({ status: 409, detail: expect.stringContaining('jour 0') });
    expect(await declarations.list()).toHaveLength(1);
  });

  it('charter P3: a follow-up that was only opened goes too, and another can be opened in its place', async () => {
    const one = await declarations.caseOf(await declarations.declared(declared));
    const complement: FollowUpOpened = await told(declarations.complete(one), 201);
    await told(withdraw({ id: declared.id, formId: complement.formId }, DECLARANT), 204);
    expect((await told(world.as(HOLDER).get(`/pv/cases/${one.id}`))).thread).toHaveLength(1);
    const again: FollowUpOpened = await told(declarations.complete(one), 201);
    expect(again.formId).not.toBe(complement.formId);
  });
});
