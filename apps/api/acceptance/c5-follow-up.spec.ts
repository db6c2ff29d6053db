import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLiveData } from '#forms/api';
import { FollowUp } from '../testing/follow-up.js';
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
  await follow.opened(patient, ME, { formCode: 'FIT' });
});
afterAll(() => world.close());

const requests = () => follow.requests;

describe('charter C5.6: no other form needs a signature', () => {
  let form: Request;
  beforeAll(async () => {
    form = (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
  });

  it('charter C5.6: the entry of a follow-up form ends whatever is missing, and moves nothing of the request', async () => {
    const before = await requests().enrolment(form, ME);
    const { items } = await told(world.as(ME).get(`/forms/${form.formId}/gaps?role=prescriber`));
    expect(items.length).toBeGreaterThan(0);
    const done = await told(requests().act(form, ME, 'complete', await requests().form(form, ME)));
    expect(done).toMatchObject({
      state: 'complete',
      abilities: ['write', 'reopen', 'sign-prescriber', 'print'],
      signatures: [],
      stateVersion: 2,
    });
    const after = await requests().enrolment(form, ME);
    expect([after.state, after.awaits, after.stateVersion]).toEqual([before.state, before.awaits, before.stateVersion]);
    expect((await follow.rows(form, ME, 'FIT'))[0]).toMatchObject({
      state: 'finished',
      words: expect.stringMatching(/^terminée, \d+ manquants$/),
    });
    expect((await world.journalOf('enrolment', form.id)).map(({ action }) => action).slice(-2)).toEqual(['form.opened', 'form.completed']);
  });

  it('charter C5.6: once ended, an answer is added or replaced with a reason, and the form can be opened again', async () => {
    const added = await requests().change(form, ME, [{ item: 'fit.administre', value: 'N', base: 0 }]);
    expect({ code: added.body.code, path: added.body.items[0].path }).toEqual({ code: 'reason-required', path: 'fit.administre' });
    await requests().answer(form, ME, 'fit.administre', 'N', 'oubli');
    const { marks } = await requests().form(form, ME);
    const change = { item: 'fit.administre', value: 'O', base: marks['fit.administre']?.seq ?? 0 };
    expect((await requests().change(form, ME, [change])).body.code).toBe('reason-required');
    const twice = await requests().act(form, ME, 'complete', await requests().form(form, ME));
    expect({ status: twice.status, code: twice.body.code }).toEqual({ status: 409, code: 'conflict' });
    await told(requests().act(form, ME, 'reopen', await requests().form(form, ME)));
    // Opening it again is no way around the reason.
    expect((await requests().change(form, ME, [change])).body).toMatchObject({
      code: 'reason-required',
      items: [{ path: 'fit.administre', message: expect.stringMatching(/déjà été terminée/) }],
    });
    await told(requests().change(form, ME, [{ ...change, reason: 'erreur de saisie' }]));
    const again = { item: 'fit.administre', value: 'N', base: (await requests().form(form, ME)).marks['fit.administre']?.seq ?? 0 };
    await told(requests().change(form, ME, [again]));
    await told(requests().change(form, ME, [{ ...again, value: 'O', base: again.base + 1 }]));
  });

  it('charter C5.6: once ended it may be signed by either, which moves nothing of the request; a change voids the signature', async () => {
    const early = await requests().intend(form, ME, 'prescriber');
    expect({ status: early.status, detail: early.body.detail }).toEqual({
      status: 409,
      detail: 'La saisie de cette fiche n’est pas terminée\u00a0: terminez-la, puis signez.',
    });
    await told(requests().act(form, ME, 'complete', await requests().form(form, ME)));
    const before = await requests().enrolment(form, ME);
    await requests().sign(form, 'pharmacien-a', 'pharmacist');
    await requests().sign(form, ME, 'prescriber');
    expect((await requests().intend(form, ME, 'prescriber')).status).toBe(409);
    const signed = await requests().form(form, ME);
    expect(signed.signatures.map(({ role, voidedAt }) => [role, voidedAt])).toEqual([
      ['pharmacist', undefined],
      ['prescriber', undefined],
    ]);
    const after = await requests().enrolment(form, ME);
    expect([after.state, after.awaits]).toEqual([before.state, before.awaits]);
    const awaited = `SELECT 1 FROM notification JOIN journal_entry entry ON entry.id = entry_id WHERE kind = 'signature-awaited' AND subject_id = $1`;
    expect(await world.db.query(awaited, [form.formId])).toEqual([]);
    expect((await verifyLiveData(world.db)).faults.filter(({ formId }) => formId === form.formId)).toEqual([]);

    const change = { item: 'fit.administre', value: 'N', base: signed.marks['fit.administre']?.seq ?? 0, reason: 'Erreur de saisie' };
    const { voided } = await told(requests().change(form, ME, [change]));
    expect(voided.sort()).toEqual(['pharmacist', 'prescriber']);
    expect((await requests().enrolment(form, ME)).state).toBe(before.state);
  });

  it('charter C5.6: not in the other role, nor by staff who type only, nor by another centre', async () => {
    expect((await requests().intend(form, ME, 'pharmacist')).body.rule).toBe('C5.6');
    expect((await requests().intend(form, 'exploitant-2', 'prescriber')).status).toBe(403);
    const elsewhere = world.as('prescripteur-b').post(`/forms/${form.formId}/signing-intents`).set('If-Match', '"1"');
    expect((await elsewhere.send({ role: 'prescriber', contentVersion: 1 })).status).toBe(404);
  });

  it('charter C5.6: an act on what has changed since is refused, as for the FAT', async () => {
    expect((await requests().act(form, ME, 'complete', { stateVersion: 1 })).status).toBe(412);
  });
});

describe('charter C5.5: who opens and types which form', () => {
  it('charter C5.5: prescriber, pharmacist and designated PNM open and type the forms of the follow-up', async () => {
    const { requests: some } = follow;
    const mine = await follow.granted();
    expect((await follow.open(mine, 'pnm-a', { formCode: 'FIT' })).status).toBe(404);
    await told(
      world
        .as('pharmacien-a')
        .post('/designations')
        .set('Idempotency-Key', randomUUID())
        .send({ kind: 'pnm', authorisationId: world.authorisation('ENH'), designeeId: world.person('pnm-a').id }),
      201,
    );
    expect((await follow.rows(mine, 'pnm-a')).some(({ canOpen }) => canOpen)).toBe(true);
    for (const [name, formCode, item, value] of [
      ['pnm-a', 'FIT', 'fit.administre', 'O'],
      ['pharmacien-a', 'ARRET', 'arr.nb_cycles', 3],
    ] as const) {
      const { request, abilities } = await follow.opened(mine, name, { formCode });
      expect(abilities).toEqual(['write', 'complete', 'print', 'withdraw']);
      await some.answer(request, name, item, value);
      await told(some.act(request, name, 'complete', await some.form(request, name)));
    }
  });

  it('charter C5.5: another centre, another authorisation, a PNM of elsewhere see nothing of it', async () => {
    for (const name of ['prescripteur-b', 'pharmacien-b', 'pnm-b', 'prescripteur-a', 'nouveau']) {
      expect((await follow.open(patient, name, { formCode: 'ARRET' })).status).toBe(404);
      expect((await world.as(name).get(`/enrolments/${patient.id}/schedule`)).status).toBe(404);
    }
    expect((await world.as('exploitant').get(`/enrolments/${patient.id}/schedule`)).status).toBe(404);
    expect((await world.as('administrateur').get(`/enrolments/${patient.id}/schedule`)).status).toBe(403);
  });

  it('charter C5.5: the operator’s side reads the calendar and opens nothing', async () => {
    for (const [name, rule] of [
      ['exploitant-2', 'C3.4'],
      ['gestionnaire', 'C3.4'],
      ['data-manager', 'C2.2'],
    ] as const) {
      const { rows, addable } = await follow.schedule(patient, name);
      expect(rows.some(({ canOpen }) => canOpen) || addable.length > 0).toBe(false);
      const refused = await follow.open(patient, name, { formCode: 'SUIVI', visitCode: 'SUIVI' });
      expect({ status: refused.status, rule: refused.body.rule }).toEqual({ status: 403, rule });
    }
  });

  it('charter C5.5: before the number no follow-up form is opened, and the calendar is empty', async () => {
    const draft = await requests().started(ME, 'ENH');
    const refused = await follow.open(draft, ME, { formCode: 'FIT' });
    expect({ status: refused.status, code: refused.body.code, detail: refused.body.detail }).toEqual({
      status: 409,
      code: 'conflict',
      detail: 'La demande est en cours de saisie\u00a0: les fiches de suivi s’ouvrent une fois le numéro d’enregistrement attribué.',
    });
    expect(await follow.schedule(draft, ME)).toMatchObject({ rows: [], addable: [] });
  });

  it.each([
    ['a form that the protocol lacks', { formCode: 'EI' }, 400, 'formCode'],
    ['a second FAT', { formCode: 'FAT' }, 400, 'formCode'],
    ['a visit that the calendar lacks', { formCode: 'SUIVI', visitCode: 'M99' }, 400, 'visitCode'],
    ['a visit that does not ask for it', { formCode: 'SUIVI', visitCode: 'J0' }, 400, 'visitCode'],
    ['a visit that is not said', { formCode: 'SUIVI' }, 400, 'visitCode'],
    ['one time too many', { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence: 18 }, 400, 'occurrence'],
    ['no code', { formCode: 'x y' }, 400, 'formCode'],
    ['what is open already', { formCode: 'FIT' }, 409, undefined],
    ['what is open already, at its visit', { formCode: 'FIT', visitCode: 'J0' }, 409, undefined],
  ])('charter C5.5: %s is refused, and leaves no trace', async (_title, body, status, path) => {
    const before = await requests().kept(patient);
    const refused = await follow.open(patient, ME, body);
    expect({ status: refused.status, path: refused.body.items?.[0]?.path }).toEqual({ status, path });
    expect(refused.body.detail ?? refused.body.items[0].message).toMatch(/\S/);
    expect(await requests().kept(patient)).toEqual(before);
  });

  it('charter C5.5: asked twice with one key, a form is opened once; with another body the key is refused', async () => {
    const one = await follow.granted();
    const key = randomUUID();
    const [first, again] = await Promise.all([1, 2].map(() => follow.open(one, ME, { formCode: 'FIT' }, key)));
    expect(first?.body.id).toBe(again?.body.id);
    expect((await follow.open(one, ME, { formCode: 'ARRET' }, key)).body.code).toBe('idempotency-mismatch');
    const twins = await Promise.all([1, 2].map(() => follow.open(one, ME, { formCode: 'ARRET' })));
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
