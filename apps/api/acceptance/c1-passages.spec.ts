import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLiveData, type FormView } from '#forms/api';
import { verifyJournal } from '#kernel/api';
import { Protocols, tecvayli, today } from '../testing/protocols.js';
import { Requests, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';

/** Version 2: a field renamed, one gone, one new, a grade that is no more, a whole number that becomes a decimal. */
const second = tecvayli(2, (source) =>
  source
    .replace('code: mm.extramed,', 'code: mm.extra,')
    .replace(/^.*pat\.essai.*\n/gm, '')
    .replace(/^.*code: "0", label: "0.*activité normale".*\n/m, '')
    .replace('code: pat.taille, type: int,', 'code: pat.taille, type: dec,')
    .replace(
      /^( *)(- \{ code: mm\.iss,.*)$/m,
      '$1$2\n$1- { code: mm.dialyse, type: on, label: Dialyse, required: true, place: "Annexe 1, FAT, Maladie", reliability: G }',
    ),
);

let world: World;
let requests: Requests;
let one: string;
let two: string;
let open: Request;
let empty: Request;
let signed: Request;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  open = await requests.typed(await requests.started(ME));
  await save(open, { 'mm.ecog': '0' });
  empty = await requests.started(ME);
  signed = await requests.sent(await requests.started(ME));
  const protocols = new Protocols(world);
  one = (await form(open)).protocolVersionId;
  two = await protocols.draft(second);
});
afterAll(() => world.close());

const form = (request: Request): Promise<FormView> => requests.form(request, ME);
const save = async (request: Request, answers: Record<string, unknown>) => {
  const { marks } = await form(request);
  const changes = Object.entries(answers).map(([item, value]) => ({ item, value, base: marks[item]?.seq ?? 0 }));
  await world.as(ME).patch(`/forms/${request.formId}/values`).send({ changes }).expect(200);
};
const RENAMED = { form: 'FAT', from: 'mm.extramed', to: 'mm.extra' };
const GONE = { form: 'FAT', from: 'pat.essai', to: null };
const GRADE = { form: 'FAT', item: 'mm.ecog', from: '0', to: '1' };
const asked = (what: 'passages' | 'passages/preview', body: object = {}, by = 'gestionnaire') =>
  world
    .as(by)
    .post(`/protocol-versions/${two}/${what}`)
    .send({ fromVersionId: one, items: [], values: [], ...body });
const content = async () => {
  const query = { query: (sql: string, parameters?: unknown[]) => world.db.query(sql, parameters) };
  const live = await verifyLiveData(query as Parameters<typeof verifyLiveData>[0]);
  const chain = await verifyJournal(query as Parameters<typeof verifyJournal>[0], 'a key');
  return { live: live.faults, chain: chain.faults };
};

const ofPassage = (): Promise<{ id: string; state: string }[]> =>
  world.db.query(`SELECT id, state FROM query WHERE form_id = $1 AND check_code = 'passage-de-version'`, [open.formId]);

describe('begun forms and a new version of their protocol', () => {
  it('charter C1.2: are previewed one by one: what would move, leave the data, be refused, be asked again; nothing is written', async () => {
    const before = await form(open);
    const { body } = await asked('passages/preview').expect(200);
    expect(body).toMatchObject({ total: 3, ready: 1, undecided: 1, kept: 1 });
    expect(body.unmapped).toMatchObject([
      { form: 'FAT', item: 'pat.essai', forms: 1 },
      { form: 'FAT', item: 'mm.extramed', forms: 1, choices: expect.arrayContaining([expect.objectContaining({ code: 'mm.extra' })]) },
    ]);
    const [undecided, ready, kept] = body.forms;
    expect(undecided).toMatchObject({
      formId: open.formId,
      refused: [
        {
          item: 'mm.ecog',
          value: '0',
          words: expect.stringMatching(/activité normale/),
          choices: expect.arrayContaining([expect.objectContaining({ code: '1' })]),
        },
      ],
      missing: expect.arrayContaining(['Dialyse']),
    });
    expect(undecided.moved).toContainEqual(expect.objectContaining({ label: 'Taille' }));
    expect(ready).toMatchObject({ formId: empty.formId, moved: [], left: [] });
    expect(kept).toMatchObject({ formId: signed.formId, outcome: 'kept', why: expect.stringMatching(/signature qui vaut toujours/) });

    // As long as the version is not in force, the act is not offered; what is to be said is told once, with how many forms wait for it.
    expect(body.refusal).toMatch(/pas encore en vigueur/);
    expect(body.refused).toEqual(undecided.refused);
    expect(body.awaited).toEqual([{ needs: ['FAT/mm.ecog/"0"', 'FAT/mm.extramed', 'FAT/pat.essai'], forms: 1 }]);

    const decided = await asked('passages/preview', { items: [RENAMED, GONE], values: [GRADE] }).expect(200);
    expect(decided.body).toMatchObject({ unmapped: [], ready: 2, undecided: 0 });
    expect(decided.body.forms[0].left).toMatchObject([{ label: expect.stringMatching(/essai clinique/) }]);
    expect(await form(open)).toEqual(before);
  });

  it('names each patient as this person reads them elsewhere: a request without a number is known by its letters', async () => {
    const { body } = await asked('passages/preview').expect(200);
    for (const { enrolmentId, letters } of body.forms) {
      const { patient } = (await world.as('gestionnaire').get(`/enrolments/${enrolmentId}`).expect(200)).body;
      expect(letters ?? '').toBe([patient.familyLetters, patient.givenLetters].filter(Boolean).join(' '));
    }
    expect(body.forms.some(({ letters }: { letters?: string }) => letters)).toBe(true);
  });

  it('charter C12.5: of a locked form that would keep its version without its lock too, says that reason and not the lock', async () => {
    const whyOf = async ({ formId }: { readonly formId: string }) => {
      const { body } = await asked('passages/preview').expect(200);
      return body.forms.find((each: { formId: string }) => each.formId === formId)?.why;
    };
    const lock = `INSERT INTO form_lock (form_id, by_id, by_name, reason) SELECT $1, id, family_name, 'Relue' FROM person LIMIT 1`;
    for (const { formId } of [signed, empty]) await world.db.query(lock, [formId]);
    expect(await whyOf(signed)).toMatch(/signature qui vaut toujours/);
    expect(await whyOf(empty)).toBe('Elle est verrouillée\u00a0: levez d’abord le verrou.');
    await world.db.query(`DELETE FROM form_lock WHERE form_id IN ($1, $2)`, [signed.formId, empty.formId]);
  });

  it('charter C1.2: the preview as a table, a line for each answer that would change, by the same rights', async () => {
    const table = (by: string) =>
      world
        .as(by)
        .post(`/protocol-versions/${two}/passages/preview.csv`)
        .send({ fromVersionId: one, items: [RENAMED, { ...GONE, keep: true }], values: [] });
    const { text } = await table('gestionnaire').expect(200);
    const [heading, ...lines] = text.trim().split('\r\n');
    expect(heading).toBe('N° d’inclusion;Patient;Centre;Fiche;Devenir;Motif;Changement;Champ;Champ d’arrivée;Réponse avant;Réponse après');
    const said = lines.map((line) => line.split(';').slice(4).join(';'));
    expect(said).toContainEqual(expect.stringMatching(/^à décider;;change;Taille;;\d+\s*cm;\d+\s*cm$/));
    expect(said).toContainEqual(expect.stringMatching(/^à décider;;n’est plus admise;.*activité normale/));
    expect(said).toContainEqual(expect.stringMatching(/^à décider;;quitte les données;.*essai clinique.*;;(Oui|Non);$/));
    expect(said).toContainEqual(expect.stringMatching(/^à décider;;une query est posée;.*essai clinique/));
    expect(said).toContainEqual(expect.stringMatching(/^garde sa version;.*signature qui vaut toujours/));
    await table('data-manager').expect(403);
    await table('exploitant-2').expect(404);
  });

  it('wait for a version in force, for what nobody said, and for a mapping that holds together', async () => {
    const decided = { items: [RENAMED, GONE], values: [GRADE] };
    expect((await asked('passages', decided).expect(409)).body.detail).toMatch(/pas encore en vigueur/);
    await new Protocols(world).publish(two, today()).expect(200);
    const { body } = await asked('passages', { items: [RENAMED] }).expect(422);
    expect(body).toMatchObject({
      code: 'unprocessable-values',
      items: [{ path: 'FAT/pat.essai', message: expect.stringMatching(/quittent les données/) }],
    });
    const twice = [{ ...RENAMED, to: 'mm.iss' }, GONE];
    expect((await asked('passages', { items: twice }).expect(400)).body.items[0]).toMatchObject({
      path: 'items.0',
      message: expect.stringMatching(/plusieurs champs/),
    });
    await asked('passages', { rest: 'burn' }).expect(400);
    await asked('passages', { fromVersionId: two }).expect(400);
    await asked('passages', { items: [{ form: 'HORS_PUT', from: 'a', to: 'b' }] }).expect(400);
    expect((await form(open)).protocolVersionId).toBe(one);
  });

  it('charter C1.1: are moved by a manager of the authorisation, by no one else', async () => {
    for (const what of ['passages', 'passages/preview'] as const) {
      for (const by of ['exploitant', 'data-manager']) expect((await asked(what, {}, by).expect(403)).body).toMatchObject({ rule: 'C1.1' });
      for (const by of [ME, 'pharmacien-a', 'pnm-a', 'administrateur']) await asked(what, {}, by).expect(403);
      await asked(what, {}, 'exploitant-2').expect(404);
    }
  });

  it('charter C1.2: go in one journalled act; what leaves the data stays in the history, who typed stays known, the journal agrees', async () => {
    const before = await form(open);
    const { body } = await asked('passages', { items: [RENAMED, { ...GONE, keep: true }], values: [GRADE] }).expect(201);
    expect(body).toMatchObject({ passage: { fromVersion: 1, toVersion: 2, forms: 2, reversible: 2 }, kept: [{ formId: signed.formId }] });

    const after = await form(open);
    expect(after).toMatchObject({ protocolVersionId: two, contentVersion: before.contentVersion + 1 });
    expect(after.values).toMatchObject({
      'mm.extra': before.values['mm.extramed'],
      'mm.ecog': '1',
      'pat.taille': String(before.values['pat.taille']),
    });
    for (const gone of ['mm.extramed', 'pat.essai']) expect(after.values).not.toHaveProperty([gone]);
    expect(after.marks['mm.extra']?.centreId).toBe(before.marks['mm.extramed']?.centreId);

    const [entry, question] = (await world.journalOf('enrolment', open.id)).slice(-2);
    expect(question).toMatchObject({ action: 'query.asked', actor: 'Passerelle' });
    expect(entry).toMatchObject({ action: 'form.migrated', actor: world.person('gestionnaire').name, details: { version: 2, former: 1 } });
    expect(entry?.changes).toContainEqual(expect.objectContaining({ item: 'pat.essai', old: before.values['pat.essai'], new: null }));
    const { body: history } = await world.as(ME).get(`/forms/${open.formId}/history`).expect(200);
    expect(history.items[0]).toMatchObject({ label: 'Fiche passée à la version 2 du protocole', isAct: true });
    expect(history.items).toContainEqual(
      expect.objectContaining({ item: 'pat.essai', label: expect.stringMatching(/essai clinique/), old: expect.any(String) }),
    );
    const { body: journal } = await world.as('gestionnaire').get(`/enrolments/${open.id}/journal`).expect(200);
    expect(journal.items[1].text).toMatch(/^Fiche passée à la version 2 du protocole/);
    expect((await form(signed)).protocolVersionId).toBe(one);
    expect(await content()).toEqual({ live: [], chain: [] });
    expect((await asked('passages').expect(409)).body.detail).toMatch(/Aucune fiche/);
  });

  it('charter C1.2: an answer for which the new version has no field is asked about on the form as a whole, in words', async () => {
    const [query, ...more] = await ofPassage();
    expect(more).toEqual([]);
    const { body } = await world.as(ME).get(`/queries/${query?.id}`).expect(200);
    expect(body).toMatchObject({
      formId: open.formId,
      origin: 'system',
      state: 'open',
      text: expect.stringMatching(/^La version 2 du protocole n’a plus «\u00a0.*essai clinique.*»/),
      valueThen: expect.stringMatching(/^(Oui|Non)$/),
    });
    expect(body).not.toHaveProperty('item');
  });

  it('go back until someone typed in them: then they keep the new version, and the rest comes back as it was', async () => {
    const { body } = await world.as('data-manager').get(`/protocol-versions/${one}/passages`).expect(200);
    const [{ id }] = body.items;
    const back = (by = 'gestionnaire') => world.as(by).post(`/protocol-passages/${id}/revert`);
    expect((await back('data-manager').expect(403)).body).toMatchObject({ rule: 'C1.1' });
    await back('exploitant-2').expect(404);

    await save(empty, { 'pat.sexe': 'F' });
    const { body: done } = await back().expect(200);
    expect(done).toMatchObject({
      passage: { forms: 2, reverted: 1, reversible: 0 },
      kept: [{ formId: empty.formId, why: expect.stringMatching(/saisi depuis/) }],
    });
    const again = await form(open);
    expect(again).toMatchObject({
      protocolVersionId: one,
      values: { 'mm.ecog': '0', 'pat.essai': expect.any(String), 'mm.extramed': expect.any(String) },
    });
    expect(again.values).not.toHaveProperty(['mm.extra']);
    expect(typeof again.values['pat.taille']).toBe('number');
    expect((await form(empty)).protocolVersionId).toBe(two);
    expect(await ofPassage()).toMatchObject([{ state: 'closed' }]);
    expect((await world.journalOf('enrolment', open.id)).at(-2)).toMatchObject({
      action: 'form.migration-reverted',
      details: { version: 1 },
    });
    expect(await content()).toEqual({ live: [], chain: [] });
    expect((await back().expect(409)).body.detail).toMatch(/saisi depuis/);
    await save(open, { 'mm.ecog': '2' });
    expect(await content()).toEqual({ live: [], chain: [] });
  });

  it('charter C12.5: come home from a version withdrawn by mistake, those locked aside', async () => {
    await new Protocols(world).withdraw(two, 'Publiée par erreur').expect(200);
    expect((await asked('passages', { items: [RENAMED, GONE] }).expect(409)).body.detail).toMatch(/est retirée/);
    const home = () =>
      world.as('gestionnaire').post(`/protocol-versions/${one}/passages`).send({ fromVersionId: two, items: [], values: [] });
    await world.db.query(`INSERT INTO form_lock (form_id, reason, by_id, by_name) VALUES ($1, 'Relue', $2, 'Data manager')`, [
      empty.formId,
      world.person('data-manager').id,
    ]);
    expect((await home().expect(409)).body.detail).toMatch(/Aucune fiche/);
    await world.db.query('DELETE FROM form_lock');
    await home().expect(201);
    expect(await form(empty)).toMatchObject({ protocolVersionId: one, values: { 'pat.sexe': 'F' } });
    expect(await content()).toEqual({ live: [], chain: [] });
  });
});
