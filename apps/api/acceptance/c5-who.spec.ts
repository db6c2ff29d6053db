import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Requests, told, type Request } from '../testing/requests.js';
import { CENTRE_B, World } from '../testing/world.js';

let world: World;
let requests: Requests;
/** Of centre A, on TEC, by a colleague; of centre A, on ENH; of centre B, on TEC. */
let ofTec: Request;
let ofEnh: Request;
let ofB: Request;

beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  [ofTec, ofEnh, ofB] = await Promise.all([
    requests.sent(await requests.started('prescripteur-a2'), 'prescripteur-a2'),
    requests.sent(await requests.started('prescripteur-a2', 'ENH'), 'prescripteur-a2'),
    requests.sent(await requests.started('prescripteur-b'), 'prescripteur-b', 'pharmacien-b'),
  ]);
});
afterAll(() => world.close());

const listed = async (by: string, body: object = {}): Promise<string[]> =>
  (await told(world.as(by).post('/enrolments/search').send(body))).items.map(({ id }: { id: string }) => id);
const sees = async (by: string, { id, formId }: Request) => {
  const list = (await listed(by)).includes(id);
  const [file, form] = [await world.as(by).get(`/enrolments/${id}`), await world.as(by).get(`/forms/${formId}`)];
  expect([list, file.status, form.status]).toEqual(list ? [true, 200, 200] : [false, 404, 404]);
  return list;
};
const designate = (by: string, kind: string, code: string, designee: string) =>
  told(
    world
      .as(by)
      .post('/designations')
      .set('Idempotency-Key', randomUUID())
      .send({ kind, authorisationId: world.authorisation(code), designeeId: world.person(designee).id }),
    201,
  );

describe('who sees the patients of a centre', () => {
  it('charter C5.1: a prescriber sees all of an authorisation, once they made a request or were designated; and nothing else', async () => {
    expect(await sees('prescripteur-a', ofTec)).toBe(false);
    await requests.sign(await requests.completed(await requests.started()), 'prescripteur-a', 'prescriber');
    expect(await sees('prescripteur-a', ofTec)).toBe(true);
    expect(await sees('prescripteur-a', ofEnh)).toBe(false);
    expect(await sees('prescripteur-a', ofB)).toBe(false);
    await designate('prescripteur-a2', 'prescriber', 'ENH', 'prescripteur-a');
    expect(await sees('prescripteur-a', ofEnh)).toBe(true);
  });

  it('charter C5.1: in one centre at a time, for who works in two', async () => {
    await requests.sign(
      await requests.completed(await requests.started('prescripteur-ab'), 'prescripteur-ab'),
      'prescripteur-ab',
      'prescriber',
    );
    await world.as('prescripteur-ab').get(`/enrolments/${ofTec.id}`).expect(200);
    await world.as('prescripteur-ab', CENTRE_B).get(`/enrolments/${ofTec.id}`).expect(404);
    await world.as('prescripteur-ab', CENTRE_B).get(`/enrolments/${ofB.id}`).expect(404);
  });

  it('charter C5.3: a pharmacist sees all of the centre, whatever the authorisation', async () => {
    expect([await sees('pharmacien-a', ofTec), await sees('pharmacien-a', ofEnh), await sees('pharmacien-a', ofB)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([await sees('pharmacien-b', ofTec), await sees('pharmacien-b', ofB)]).toEqual([false, true]);
  });

  it('charter C5.4: a PNM sees the authorisations they were designated for by name, and signs nothing', async () => {
    expect(await sees('pnm-a', ofTec)).toBe(false);
    await designate('pharmacien-a', 'pnm', 'TEC', 'pnm-a');
    expect([await sees('pnm-a', ofTec), await sees('pnm-a', ofEnh), await sees('pnm-b', ofTec)]).toEqual([true, false, false]);

    const request = await requests.started('pnm-a', 'TEC', 'prescripteur-a');
    await requests.completed(request, 'pnm-a');
    const { abilities, refusals } = await requests.form(request, 'pnm-a');
    expect(abilities).toEqual(expect.arrayContaining(['write']));
    expect(abilities).not.toContain('sign-prescriber');
    expect(refusals).toEqual({ prescriber: 'C5.4', pharmacist: 'C5.4' });
    const before = await requests.kept(request);
    const { status, body } = await requests.intend(request, 'pnm-a', 'prescriber');
    expect({ status, rule: body.rule }).toEqual({ status: 403, rule: 'C5.4' });
    expect(await requests.kept(request)).toEqual(before);
  });

  it('the holder sees what was sent to it, of its own medicines; the host sees no patient', async () => {
    expect([await sees('exploitant', ofTec), await sees('exploitant', ofB), await sees('exploitant', ofEnh)]).toEqual([true, true, false]);
    const draft = await requests.started('pharmacien-a', 'TEC', 'prescripteur-a');
    expect([await sees('exploitant', draft), await sees('data-manager', draft)]).toEqual([false, true]);
    await world.as('administrateur').post('/enrolments/search').send({}).expect(403);
  });
});

describe('who types and signs a FAT', () => {
  it('charter C5.5: prescriber, pharmacist and PNM type it; prescriber and pharmacist sign it, each in their own role', async () => {
    const request = await requests.started('prescripteur-a2');
    await designate('prescripteur-a2', 'pnm', 'ENH', 'pnm-a');
    for (const [by, weight] of [
      ['prescripteur-a2', '60'],
      ['pharmacien-a', '61'],
      ['pnm-a', '62'],
    ] as const) {
      await requests.answer(request, by, 'pat.poids', weight);
    }
    for (const by of ['exploitant', 'data-manager', 'gestionnaire']) {
      expect([403, 404]).toContain((await requests.change(request, by, [{ item: 'pat.poids', value: '1', base: 0 }])).status);
    }
    await requests.completed(request, 'pnm-a');
    expect((await requests.intend(request, 'pharmacien-a', 'prescriber')).status).toBe(403);
    expect((await requests.intend(request, 'prescripteur-a2', 'pharmacist')).status).toBe(403);
    await requests.sign(request, 'pharmacien-a', 'pharmacist');
    await requests.sign(request, 'prescripteur-a2', 'prescriber');
  });

  it('charter C5.2: a prescriber with access signs the FAT that a colleague began', async () => {
    const request = await requests.completed(await requests.started('prescripteur-a2'), 'prescripteur-a2');
    await requests.sign(request, 'prescripteur-a', 'prescriber');
    expect((await requests.form(request, 'pharmacien-a')).signatures).toMatchObject([{ person: { name: 'Hélène Marchetti' } }]);
  });
});

describe('the list of patients', () => {
  const ids = (...of: Request[]) => of.map(({ id }) => id);

  it('is searched by number, by its digits, by letters and by birth month, among those one may see', async () => {
    await told(requests.decide(ofEnh, 'exploitant-2', { decision: 'favourable' }));
    const { registrationNumber = '' } = await requests.enrolment(ofEnh, 'pharmacien-a');
    for (const search of [
      registrationNumber,
      registrationNumber.toLowerCase(),
      registrationNumber.slice(-6),
      registrationNumber.slice(0, -3),
    ]) {
      expect(await listed('pharmacien-a', { search })).toEqual(ids(ofEnh));
      expect(await listed('pharmacien-b', { search })).toEqual([]);
    }
    for (const search of ['DUP', 'dup je', 'dupje', '03/1961', 'mars 1961', 'D']) {
      expect(await listed('pharmacien-b', { search })).toEqual(ids(ofB));
    }
    for (const search of ['ZZZ', '04/1961', 'Dupont-Durand', '%', 'D_P']) expect(await listed('pharmacien-b', { search })).toEqual([]);
  });

  it('is narrowed by authorisation, state and whose turn it is', async () => {
    expect(await listed('pharmacien-a', { authorisationId: world.authorisation('ENH') })).toEqual(ids(ofEnh));
    expect(await listed('pharmacien-b', { states: 'sent,granted' })).toEqual(ids(ofB));
    expect(await listed('pharmacien-b', { states: 'draft' })).toEqual([]);
    expect(await listed('pharmacien-b', { awaits: 'holder' })).toEqual(ids(ofB));
    await world.as('pharmacien-b').post('/enrolments/search').send({ states: 'lost' }).expect(400);
    await world
      .as('pharmacien-b')
      .post('/enrolments/search')
      .send({ name: 'x' })
      .expect(400, /unknown-property/);
  });

  it('comes by pages, each line once, latest changed first', async () => {
    for (let count = 0; count < 52; count++) await requests.started('pharmacien-b', 'ENH', 'prescripteur-b');
    const [first, seen] = [await told(world.as('pharmacien-b').post('/enrolments/search').send({})), new Set<string>()];
    expect(first.items).toHaveLength(50);
    const second = await told(world.as('pharmacien-b').post('/enrolments/search').send({ cursor: first.next }));
    expect(second).not.toHaveProperty('next');
    [...first.items, ...second.items].forEach(({ id }: { id: string }) => seen.add(id));
    expect(seen.size).toBe(first.items.length + second.items.length);
    expect(seen.size).toBe(53);
    await world
      .as('pharmacien-b')
      .post('/enrolments/search')
      .send({ cursor: 'x' })
      .expect(400, /bad-cursor/);
  });

  it('leaves a trace of each look, without what was searched for', async () => {
    await listed('pnm-b', { search: 'DUP JE' });
    await world.as('pharmacien-b').get(`/enrolments/${ofB.id}`).expect(200);
    await world.as('pharmacien-b').get(`/enrolments/${ofB.id}/journal`).expect(200);
    const of = async (name: string) =>
      world.db.query('SELECT action, subject_type, subject_id, filter FROM access_log WHERE person_id = $1 ORDER BY id DESC LIMIT 2', [
        world.person(name).id,
      ]);
    expect((await of('pnm-b'))[0]).toMatchObject({
      action: 'listed',
      subject_type: 'enrolment',
      filter: expect.not.stringContaining('DUP'),
    });
    expect(await of('pharmacien-b')).toMatchObject([
      { action: 'read', subject_type: 'journal', subject_id: ofB.id },
      { action: 'read', subject_type: 'enrolment', subject_id: ofB.id },
    ]);
  });

  it('each file tells its story in words; the journal is for who may read it', async () => {
    const { timeline, stays } = await requests.enrolment(ofB, 'pharmacien-b');
    expect(timeline.map(({ text }) => text)).toEqual([
      'Demande commencée',
      'Saisie de la fiche terminée',
      'Fiche signée en qualité de prescripteur',
      expect.stringMatching(/^Demande d’accès faite/),
      'Fiche signée en qualité de pharmacien',
      'Demande transmise à l’exploitant',
    ]);
    expect(stays).toMatchObject([{ centreId: CENTRE_B, centreName: expect.stringMatching(/Bourg/) }]);
    const { items } = await told(world.as('prescripteur-b').get(`/enrolments/${ofB.id}/journal`));
    expect(items.at(-1)).toMatchObject({
      action: 'request.started',
      actorName: 'Étienne Garnier',
      centreName: expect.stringMatching(/Bourg/),
    });
    await world.as('pharmacien-a').get(`/enrolments/${ofB.id}/journal`).expect(404);
  });

  it('charter C5.8: a newcomer is warned of a patient who may be known already, and told nothing else of that file', async () => {
    const theirs = await requests.typed(await requests.started());
    const { values, marks } = await requests.form(theirs, 'prescripteur-a');
    const mine = await requests.typed(await requests.started('nouveau'), 'nouveau');
    const form = await requests.form(mine, 'nouveau');
    const identity = Object.keys(marks).filter((item) => item.startsWith('pat.') && form.values[item] !== values[item]);
    for (const item of identity) await requests.answer(mine, 'nouveau', item, values[item]);
    const seen = await requests.enrolment(mine, 'nouveau');
    expect(seen.possibleDoubles).toEqual([]);
    expect(seen.hiddenDoubles).toBeGreaterThan(0);
    expect(JSON.stringify(seen)).not.toContain(theirs.id);
    const pharmacist = await requests.enrolment(mine, 'pharmacien-a');
    expect(pharmacist.possibleDoubles.map(({ id }) => id)).toContain(theirs.id);
    expect(pharmacist.hiddenDoubles).toBe(0);
    expect((await requests.enrolment(mine, 'gestionnaire')).hiddenDoubles).toBe(0);
  });

  it('charter P1: the holder reads nothing of what was typed and corrected before the first sending, and all that came after', async () => {
    const request = await requests.typed(await requests.started());
    await requests.answer(request, 'prescripteur-a', 'presc.service', 'Madame DUPONT Jeanne');
    await requests.answer(request, 'prescripteur-a', 'presc.service', 'Hématologie');
    await requests.sent(request);
    const [journal, history] = [`/enrolments/${request.id}/journal`, `/forms/${request.formId}/history`];
    const read = async (by: string) => [await told(world.as(by).get(journal)), await told(world.as(by).get(history))];
    expect(JSON.stringify(await read('pharmacien-a'))).toContain('DUPONT');
    const [entries, changes] = await read('exploitant');
    expect(JSON.stringify([entries, changes])).not.toContain('DUPONT');
    expect(entries.items.map(({ action }: { action: string }) => action).at(-1)).toBe('request.sent');
    expect(changes.items).toEqual([]);

    await told(requests.decide(request, 'exploitant', { decision: 'more', reason: 'Précisez le service.' }));
    await requests.answer(request, 'prescripteur-a', 'presc.service', 'Hématologie, unité 2', 'service précisé');
    const [, later] = await read('exploitant');
    expect(later.items).toMatchObject([{ item: 'presc.service', old: 'Hématologie', new: 'Hématologie, unité 2' }]);
    expect((await requests.form(request, 'exploitant')).values).toMatchObject({ 'presc.service': 'Hématologie, unité 2' });
  });
});
