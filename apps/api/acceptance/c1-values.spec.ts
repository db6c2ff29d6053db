import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Requests, told, type Request } from '../testing/requests.js';
import { CENTRE_A, World } from '../testing/world.js';

let world: World;
let requests: Requests;
let fat: Request;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  fat = await requests.typed(await requests.started());
});
afterAll(() => world.close());

const change = (changes: unknown, by = 'prescripteur-a') => requests.change(fat, by, changes);
const baseOf = async (item: string) => (await requests.form(fat, 'prescripteur-a')).marks[item]?.seq ?? 0;

/** Whatever was refused left no trace: no value, no mark, no entry of the journal. */
async function refusedWhole(act: () => PromiseLike<{ status: number; body: Record<string, unknown> }>, status: number, code: string) {
  const before = await requests.kept(fat);
  const answer = await act();
  expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
  expect(await requests.kept(fat)).toEqual(before);
  return answer.body as { detail: string; rule?: string; items: { path: string; message: string }[] };
}

describe('saving answers', () => {
  it('keeps them with who, where and when, and says their new versions', async () => {
    const saved = await requests.answer(fat, 'pharmacien-a', 'pat.poids', '61.5');
    const { values, marks, contentVersion } = await requests.form(fat, 'prescripteur-a');
    expect(values['pat.poids']).toBe('61.5');
    expect(marks['pat.poids']).toEqual(saved.marks['pat.poids']);
    expect(saved).toMatchObject({ contentVersion, voided: [], marks: { 'pat.poids': { centreId: CENTRE_A } } });
    const entry = (await world.journalOf('enrolment', fat.id)).at(-1);
    expect(entry).toMatchObject({
      seq: saved.marks['pat.poids']?.seq,
      action: 'form.values-changed',
      actor: 'Julien Thévenot',
      role: 'pharmacist',
      centre: CENTRE_A,
      changes: [{ item: 'pat.poids', old: '60', new: '61.5', reason: null }],
    });
  });

  it('projects who the patient is on the file, in the same transaction', async () => {
    await requests.answer(fat, 'prescripteur-a', 'pat.nom3', 'ZOE');
    expect((await requests.enrolment(fat, 'prescripteur-a')).patient).toMatchObject({
      familyLetters: 'ZOE',
      givenLetters: 'JE',
      birth: '1961-03',
    });
    await requests.answer(fat, 'prescripteur-a', 'pat.nom3', 'DUP');
  });

  it('keeps an answer whose question is hidden, and counts it no more', async () => {
    await requests.answer(fat, 'prescripteur-a', 'pat.relais_ac', 'AC');
    await requests.answer(fat, 'prescripteur-a', 'pat.num_ac', 'AC-1');
    const shown = (await requests.form(fat, 'prescripteur-a')).applicable;
    await requests.answer(fat, 'prescripteur-a', 'pat.relais_ac', 'NON');
    const { values, applicable } = await requests.form(fat, 'prescripteur-a');
    expect(values['pat.num_ac']).toBe('AC-1');
    expect(applicable).toBe(shown - 1);
  });

  it('counts a repeated request as saved, and writes nothing', async () => {
    const base = await baseOf('pat.taille');
    const changes = [{ item: 'pat.taille', value: 171, base }];
    const first = await told(change(changes));
    const before = await requests.kept(fat);
    const again = await told(change(changes));
    expect(again.marks).toEqual(first.marks);
    expect(await requests.kept(fat)).toEqual(before);
  });

  it('takes away an answer that is sent without a value; null is refused by its name', async () => {
    await told(change([{ item: 'pat.num_ac', base: await baseOf('pat.num_ac') }]));
    expect((await requests.form(fat, 'prescripteur-a')).values).not.toHaveProperty('pat.num_ac');
    await refusedWhole(() => change([{ item: 'pat.poids', value: null, base: 0 }]), 400, 'invalid-request');
  });
});

describe('two people on the same form', () => {
  it('neither loses a value: the second one sees both sides, and chooses', async () => {
    const base = await baseOf('pat.poids');
    await told(change([{ item: 'pat.poids', value: '70', base }], 'prescripteur-a'));
    const mine = [
      { item: 'pat.poids', value: '72', base },
      { item: 'pat.taille', value: 180, base: await baseOf('pat.taille') },
    ];
    const { items } = await refusedWhole(() => change(mine, 'pharmacien-a'), 409, 'value-conflict');
    const theirs = await baseOf('pat.poids');
    expect(items).toEqual([
      expect.objectContaining({
        path: 'pat.poids',
        mine: '72',
        theirs: '70',
        base: theirs,
        by: 'Hélène Marchetti',
        at: expect.any(String),
      }),
    ]);
    await told(change([{ item: 'pat.poids', value: '72', base: theirs }], 'pharmacien-a'));
  });

  it('charter P1: what is typed in a row that a colleague took away is not refused as wrong: both are told, and the row comes back', async () => {
    const other = await requests.started('prescripteur-a', 'ENH');
    const form = await requests.form(other, 'prescripteur-a');
    const { document } = await told(world.as('prescripteur-a').get(`/protocol-versions/${form.protocolVersionId}`));
    const fatForm = document.forms.find(({ kind }: { kind: string }) => kind === 'FAT');
    const content = fatForm.sections.flatMap((section: { content: Record<string, unknown>[] }) => section.content);
    const group = content.find(({ type }: { type: string }) => type === 'group');
    const question = group.items.find(({ type }: { type: string }) => type === 'text');
    const row = `${group.code}/abcdef`;
    const { marks } = await told(requests.change(other, 'prescripteur-a', [{ item: row, value: true, base: 0 }]));
    await told(requests.change(other, 'prescripteur-a', [{ item: row, base: marks[row].seq }]));
    const mine = { item: `${row}/${question.code}`, value: 'tapé', base: 0 };
    const { status, body } = await requests.change(other, 'pharmacien-a', [mine]);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'value-conflict' });
    expect(body.items).toEqual([
      expect.objectContaining({
        path: mine.item,
        mine: 'tapé',
        row: { key: row, base: expect.any(Number) },
        by: 'Hélène Marchetti',
        at: expect.any(String),
        message: 'Hélène Marchetti a retiré cette ligne entre-temps.',
      }),
    ]);
    await told(requests.change(other, 'pharmacien-a', [{ item: row, value: true, base: body.items[0].row.base }, mine]));
    expect((await requests.form(other, 'prescripteur-a')).values).toMatchObject({ [row]: true, [mine.item]: 'tapé' });
  });

  it('at the same moment, one is saved and one is told', async () => {
    const base = await baseOf('pat.poids');
    const answers = await Promise.all(['80', '81', '82'].map((value) => change([{ item: 'pat.poids', value, base }])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('different answers at the same moment are all saved', async () => {
    const [poids, taille] = [await baseOf('pat.poids'), await baseOf('pat.taille')];
    const answers = await Promise.all([
      change([{ item: 'pat.poids', value: '65', base: poids }], 'prescripteur-a'),
      change([{ item: 'pat.taille', value: 165, base: taille }], 'pharmacien-a'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await requests.form(fat, 'prescripteur-a')).values).toMatchObject({ 'pat.poids': '65', 'pat.taille': 165 });
  });

  it('each is told of the other', async () => {
    await told(world.as('pharmacien-a').post(`/forms/${fat.formId}/presence`));
    const { others } = await told(world.as('prescripteur-a').post(`/forms/${fat.formId}/presence`));
    expect(others).toEqual([{ name: 'Julien Thévenot', role: 'pharmacist' }]);
    await world.db.query(`UPDATE form_presence SET seen_at = seen_at - interval '41 seconds'`);
    expect((await told(world.as('pharmacien-a').post(`/forms/${fat.formId}/presence`))).others).toEqual([]);
  });
});

describe('what is refused leaves nothing half-written', () => {
  const good = { item: 'pat.essai', value: 'O', base: 0 };

  it('charter C1.1: a field that the PUT does not have, by its name', async () => {
    const { rule, detail, items } = await refusedWhole(
      () => change([good, { item: 'pat.adresse', value: 'rue', base: 0 }]),
      422,
      'unknown-item',
    );
    expect(rule).toBe('C1.1');
    expect(detail).toMatch(/«\spat\.adresse\s».*protocole/);
    expect(items).toEqual([expect.objectContaining({ path: 'pat.adresse' })]);
    await world
      .as('prescripteur-a')
      .get(`/forms/${fat.formId}/history?item=pat.adresse`)
      .expect(422, /unknown-item/);
  });

  it('charter C1.1: a property that the message does not have, by its name', async () => {
    const { items } = await refusedWhole(() => change([{ ...good, comment: 'x' }]), 400, 'unknown-property');
    expect(items[0]?.path).toBe('changes.0.comment');
  });

  it.each([
    ['a wrong type', 'pat.taille', '171', /entier/],
    ['an object', 'pat.poids', { kg: 60 }, /nombre/],
    ['a value out of bounds', 'pat.poids', '301', /trop grand.*300/],
    ['a code of no list', 'pat.sexe', 'X', /Masculin/],
    ['letters with an accent', 'pat.nom3', 'ÉLO', /3 lettres/],
    ['a day that does not exist', 'fat.date_demande', '2026-02-30', /n’existe pas/],
    ['a FINESS that is none', 'presc.finess', '12', /9 caractères/],
    ['an RPPS that is none', 'presc.rpps', '12', /11 chiffres/],
    ['an answer that is too long', 'presc.service', 'x'.repeat(101), /100/],
    ['half a character', 'presc.service', 'Hématologie \ud83d', /ne s’imprime pas/],
    ['NUL', 'presc.service', 'Hématologie\u0000', /ne s’imprime pas/],
  ])('%s', async (_, item, value, message) => {
    const base = await baseOf(item);
    const { items } = await refusedWhole(() => change([good, { item, value, base }]), 422, 'unprocessable-values');
    expect(items).toEqual([{ path: item, message: expect.stringMatching(message) }]);
  });

  it('broken JSON', async () => {
    const { credentials } = world.as('prescripteur-a');
    const broken = () =>
      request(world.url)
        .patch(`/api/v1/forms/${fat.formId}/values`)
        .set('Cookie', credentials?.cookie ?? '')
        .set('X-CSRF-Token', credentials?.csrf ?? '')
        .set('Content-Type', 'application/json')
        .send('{"changes": [');
    await refusedWhole(broken, 400, 'broken-json');
  });

  it('an oversized body, and too many answers at once', async () => {
    await refusedWhole(() => change([{ item: 'presc.service', value: 'x'.repeat(1_100_000), base: 0 }]), 413, 'too-large');
    await refusedWhole(() => change(Array.from({ length: 501 }, () => good)), 400, 'invalid-request');
    await refusedWhole(() => change([]), 400, 'invalid-request');
    await refusedWhole(() => change('all'), 400, 'invalid-request');
    const { items } = await refusedWhole(() => change([[]]), 400, 'invalid-request');
    expect(items[0]?.message).toMatch(/item, value, base/);
  });

  it('a version that was never read', async () => {
    await refusedWhole(() => change([{ item: 'pat.poids', value: '66', base: 99_999 }]), 409, 'value-conflict');
    await refusedWhole(() => change([{ item: 'pat.poids', value: '66', base: -1 }]), 400, 'invalid-request');
    const { items } = await refusedWhole(() => change([{ item: 'pat.poids', value: '66', base: 1e20 }]), 400, 'invalid-request');
    expect(items).toEqual([expect.objectContaining({ path: 'changes.0.base', message: expect.stringMatching(/n’existe pas/) })]);
    await refusedWhole(() => world.as('prescripteur-a').post(`/forms/${fat.formId}/complete`), 428, 'precondition-required');
    await refusedWhole(() => requests.act(fat, 'prescripteur-a', 'complete', { stateVersion: 99 }), 412, 'stale-state');
  });

  it('charter P5: a trial that is open to the patient warns, and prevents nothing', async () => {
    await requests.answer(fat, 'prescripteur-a', 'pat.essai', 'O');
    const { items } = await told(world.as('prescripteur-a').get(`/forms/${fat.formId}/gaps?role=prescriber`));
    expect(items).toEqual([]);
    const { protocolVersionId } = await requests.form(fat, 'prescripteur-a');
    const { document } = await told(world.as('prescripteur-a').get(`/protocol-versions/${protocolVersionId}`));
    expect(document.forms[0].checks).toContainEqual(
      expect.objectContaining({ level: 'notice', items: ['pat.essai'], message: expect.stringMatching(/essai clinique.*prioritaire/) }),
    );
  });

  it('once finished, an answer replaced without a reason', async () => {
    await told(requests.act(fat, 'prescripteur-a', 'complete', await requests.form(fat, 'prescripteur-a')));
    const base = await baseOf('pat.poids');
    const { items } = await refusedWhole(() => change([{ item: 'pat.poids', value: '67', base }]), 422, 'reason-required');
    expect(items).toEqual([{ path: 'pat.poids', message: expect.stringMatching(/pourquoi/) }]);
    await refusedWhole(() => change([{ item: 'pat.poids', value: '67', base, reason: ' \n  ' }]), 400, 'invalid-request');
    await requests.answer(fat, 'prescripteur-a', 'pat.poids', '67', '  Pesée du jour ');
  });

  it('the history of a value says who, where, when, what before, what after and why; each look is logged', async () => {
    const { items } = await told(world.as('pharmacien-a').get(`/forms/${fat.formId}/history?item=pat.poids`));
    expect(items[0]).toMatchObject({
      actorName: 'Hélène Marchetti',
      actorRole: 'prescriber',
      centreName: expect.stringMatching(/Nancy/),
      label: 'Poids',
      old: '65\u00a0kg',
      new: '67\u00a0kg',
      reason: 'Pesée du jour',
    });
    const looks = await world.db.query(`SELECT 1 FROM access_log WHERE subject_type = 'history' AND person_id = $1`, [
      world.person('pharmacien-a').id,
    ]);
    expect(looks).toHaveLength(1);
  });
});
