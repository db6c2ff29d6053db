import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Journal } from '#kernel/api';
import { FollowUp } from '../testing/follow-up.js';
import { until } from '../testing/processes.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

jest.setTimeout(120_000);

const ME = 'prescripteur-a2';
const DM = 'data-manager';

let world: World;
let follow: FollowUp;
let queries: Queries;
let patients: Request[];
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  patients = [];
  for (const poids of ['61.5', '72']) {
    const { request } = await follow.opened(await follow.granted(), ME, { formCode: 'FIT' });
    await follow.requests.answer(request, ME, 'fit.administre', 'O');
    await follow.requests.answer(request, ME, 'fit.poids', poids);
    patients.push(request);
  }
});
afterAll(() => world.close());

const first = () => patients[0] as Request;
const target = ({ id, formId }: Request, item?: string) => ({ enrolmentId: id, formId, ...(item && { item }) });
const askMany = (by: string, body: object, key: string = randomUUID()) =>
  world.as(by).post('/queries/ask-many').set('Idempotency-Key', key).send(body);
const closeMany = (by: string, ids: readonly string[], text?: string, key: string = randomUUID()) =>
  world.as(by).post('/queries/close-many').set('Idempotency-Key', key).send({ ids, text });
const kept = async () =>
  (
    await world.db.query(
      `SELECT (SELECT count(*) FROM query) AS q, (SELECT count(*) FROM query_message) AS m, (SELECT count(*) FROM journal_entry) AS j`,
    )
  )[0];

describe('asking and closing many', () => {
  let done: string[];

  it('charter C5.2: asks each patient, tells which could not be asked, and journals each', async () => {
    const nobody = { enrolmentId: randomUUID() };
    const targets = [...patients.map((each) => target(each, 'fit.poids')), target(first(), 'fit.inconnu'), nobody];
    const outcome = await told(askMany(DM, { targets, text: 'Poids à confirmer', dueOn: '2099-01-31' }));
    ({ done } = outcome);
    expect(done).toHaveLength(2);
    expect(outcome.refused).toEqual(
      expect.arrayContaining([
        { id: `${first().formId}/fit.inconnu`, message: expect.stringMatching(/fit\.inconnu.*protocole/), again: false },
        { id: nobody.enrolmentId, message: expect.stringMatching(/n’existe pas/), again: false },
      ]),
    );
    for (const { id } of patients) {
      const asked = (await world.journalOf('enrolment', id)).filter(({ action }) => action === 'query.asked');
      expect(asked.map(({ changes }) => changes[0]?.new)).toContain('Poids à confirmer');
    }
  });

  it('charter C5.2: closes each, tells which could not be closed, and journals each', async () => {
    const [one, other] = done as [string, string];
    await queries.acted({ id: one, version: 1 }, DM, 'cancel', 'Posée par erreur.');
    const ofCentre = await queries.asked(first(), ME);
    const hidden = randomUUID();
    const outcome = await told(closeMany(DM, [one, other, ofCentre.id, hidden], 'Vu.'));
    expect(outcome.done).toEqual([other]);
    expect(outcome.refused).toHaveLength(3);
    expect(outcome.refused).toEqual(
      expect.arrayContaining([
        { id: one, message: expect.stringMatching(/^Cette query est annulée\s: posez-en une autre/), again: false },
        { id: ofCentre.id, message: 'Votre rôle ne permet pas cet acte.', again: false },
        { id: hidden, message: expect.stringMatching(/n’existe pas/), again: false },
      ]),
    );
    expect((await queries.read({ id: other }, DM)).thread.at(-1)).toMatchObject({ kind: 'closed', text: 'Vu.' });
  });

  it('two who close the same many at once settle each once', async () => {
    const { done: asked } = await told(askMany(DM, { targets: patients.map((each) => target(each)), text: 'Encore ?' }));
    const both = await Promise.all([closeMany(DM, asked), closeMany(DM, [...asked].reverse())]);
    expect(both.flatMap(({ body }) => body.done).sort()).toEqual([...asked].sort());
  });

  it('charter C5.2: what an interruption left undone is done by the same request, and what was done stays done once', async () => {
    const targets = patients.map((each) => target(each));
    const [key, text] = [randomUUID(), 'Interrompue ?'];
    const asked = async () => (await world.db.query('SELECT enrolment_id FROM query WHERE question = $1', [text])).length;
    let count = 0;
    world.app.get(Journal).on('query.asked', async (tx) => {
      // The database lets go of the second one in the middle of its transaction.
      if (++count === 2) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    const broken = await told(askMany(DM, { targets, text }, key));
    expect(broken.done).toHaveLength(1);
    expect(broken.refused).toEqual([
      { id: targets[1]?.formId, message: 'Cette ligne n’a pas abouti\u00a0: réessayez, elle ne sera pas faite deux fois.', again: true },
    ]);
    expect(await asked()).toBe(1);
    // Twice at once, as a person who does not wait does.
    const [again, twin] = await Promise.all([1, 2].map(() => told(askMany(DM, { targets, text }, key))));
    expect(again.done).toEqual([broken.done[0], expect.any(String)]);
    expect(twin.done).toEqual(again.done);
    expect(again.refused).toEqual([]);
    expect(await asked()).toBe(2);
  });

  it('charter C5.2: closing the same many again, with the same key, says again what was done; another body with it is refused whole', async () => {
    const { done: ids } = await told(askMany(DM, { targets: patients.map((each) => target(each)), text: 'À clore ?' }));
    const key = randomUUID();
    for (const _ of [1, 2]) expect(await told(closeMany(DM, ids, 'Vu.', key))).toEqual({ done: ids, refused: [] });
    for (const id of ids) expect((await queries.read({ id }, DM)).thread.filter(({ kind }) => kind === 'closed')).toHaveLength(1);
    const other = await closeMany(DM, ids.slice(1), 'Vu.', key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
    expect((await world.as(DM).post('/queries/close-many').send({ ids })).status).toBe(428);
  });

  it('charter C5.2: a patient who is being written to holds up no question but their own', async () => {
    const [held, free] = patients as [Request, Request];
    const text = 'Pendant la saisie ?';
    const asked = async ({ id }: Request) =>
      (await world.db.query('SELECT 1 FROM query WHERE enrolment_id = $1 AND question = $2', [id, text])).length;
    let answered: Promise<unknown> | undefined;
    await world.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM enrolment WHERE id = $1 FOR UPDATE', [held.id]);
      answered = told(askMany(DM, { targets: [target(free), target(held)], text }));
      // Committed, and seen by everyone, while the other still waits.
      await until(async () => (await asked(free)) === 1);
      expect(await asked(held)).toBe(0);
    });
    expect(await answered).toMatchObject({ refused: [] });
    expect(await asked(held)).toBe(1);
  });

  it.each<[string, string, object]>([
    ['nobody', 'ask-many', { targets: [], text: 'Encore ?' }],
    ['501 targets', 'ask-many', { targets: Array.from({ length: 501 }, () => ({ enrolmentId: randomUUID() })), text: 'Encore ?' }],
    ['no text', 'ask-many', { targets: [{ enrolmentId: randomUUID() }], text: '   ' }],
    ['501 queries', 'close-many', { ids: Array.from({ length: 501 }, () => randomUUID()) }],
    ['what is no id', 'close-many', { ids: ['1'] }],
  ])('%s: %s is refused whole', async (_title, route, body) => {
    const before = await kept();
    const { status, body: problem } = await world.as(DM).post(`/queries/${route}`).set('Idempotency-Key', randomUUID()).send(body);
    expect([status, problem.code]).toEqual([400, 'invalid-request']);
    expect(problem.items[0].message).toMatch(/\S/);
    expect(await kept()).toEqual(before);
  });
});

describe('what is wrong in a question', () => {
  it.each<[string, object, number, string]>([
    ['a field that the protocol lacks', { item: 'fit.inconnu' }, 422, 'unknown-item'],
    ['an empty text', { text: ' ' }, 400, 'invalid-request'],
    ['a day that does not exist', { dueOn: '2099-02-30' }, 400, 'invalid-request'],
    ['a day that has passed', { dueOn: '2020-01-01' }, 400, 'invalid-request'],
    ['a field without its form', { item: 'fit.poids', formId: undefined }, 400, 'invalid-request'],
    ['someone who does not follow queries', { assigneeId: randomUUID() }, 400, 'invalid-request'],
    ['a property that is not known', { priority: 1 }, 400, 'unknown-property'],
  ])('%s is refused, and leaves no trace', async (_title, more, status, code) => {
    const before = await kept();
    const body = { ...target(first()), text: 'Encore ?', ...more };
    const refused = await world.as(DM).post('/queries').set('Idempotency-Key', randomUUID()).send(body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(await kept()).toEqual(before);
  });

  it('a form of another patient, a settled query, a version that is not said', async () => {
    const [one, other] = patients as [Request, Request];
    const crossed = await queries.ask({ id: other.id, formId: one.formId }, DM);
    expect([crossed.status, crossed.body.items[0].path]).toEqual([400, 'formId']);
    const closed = await queries.acted(await queries.asked(one, DM), DM, 'close');
    const late = await queries.act(closed, ME, 'answer', 'Trop tard');
    expect([late.status, late.body.detail]).toEqual([409, 'Cette query est close\u00a0: rouvrez-la d’abord, ou posez-en une autre.']);
    expect((await world.as(ME).post(`/queries/${closed.id}/answer`).send({ text: 'x' })).status).toBe(428);
    expect((await queries.act(await queries.asked(one, DM), ME, 'answer', '')).status).toBe(400);
  });

  it('asked twice with one key, it is asked once', async () => {
    const key = randomUUID();
    const [one, again] = await Promise.all([1, 2].map(() => queries.ask(first(), DM, {}, key)));
    expect(one?.body.id).toBe(again?.body.id);
  });
});

describe('what a data manager works with', () => {
  it('keeps filters under a name, each their own', async () => {
    const save = (by: string, body: object) => world.as(by).post('/query-filters').set('Idempotency-Key', randomUUID()).send(body);
    const mine = await told(save(DM, { name: 'En retard', filter: { state: 'open', overdue: 'true' } }), 201);
    expect((await save(DM, { name: 'En retard', filter: {} })).status).toBe(409);
    expect((await save(DM, { name: 'x', filter: { search: 'DUP' } })).body.code).toBe('unknown-property');
    const changed = await told(
      world
        .as(DM)
        .put(`/query-filters/${mine.id}`)
        .send({ name: 'Mes queries', filter: { assignee: 'me' } }),
    );
    expect((await told(world.as(DM).get('/query-filters'))).items).toEqual([changed]);
    expect((await told(world.as(ME).get('/query-filters'))).items).toEqual([]);
    expect((await world.as(ME).delete(`/query-filters/${mine.id}`)).status).toBe(404);
    await told(world.as(DM).delete(`/query-filters/${mine.id}`), 204);
  });

  it('reads the values of one form across patients, with what is asked and reviewed of each', async () => {
    await queries.asked(first(), DM);
    const asked = `/review/values?authorisationId=${world.authorisation('ENH')}&formCode=FIT&items=fit.poids,fit.administre`;
    const { columns, rows } = await told(world.as(DM).get(asked));
    expect(columns).toEqual([
      { item: 'fit.poids', label: 'Poids à l’instauration', unit: 'kg' },
      { item: 'fit.administre', label: 'Le traitement a-t-il été administré\u00a0?' },
    ]);
    expect(rows.map(({ values }: { values: object }) => values)).toEqual([
      { 'fit.poids': '61,5\u00a0kg', 'fit.administre': 'Oui' },
      { 'fit.poids': '72\u00a0kg', 'fit.administre': 'Oui' },
    ]);
    expect(rows[0]).toMatchObject({ formId: first().formId, place: 'J0 (C1J1)', review: [], locked: false });
    expect(rows[0].openQueries).toBeGreaterThan(0);
    expect((await world.as(DM).get(`${asked},fit.inconnu`)).body.code).toBe('unknown-item');
    expect((await world.as(ME).get(asked)).status).toBe(403);
  });

  it('charter C1.2: has that table as a file: all of its rows, under the words of the questions, for whoever reviews and nobody else', async () => {
    const asked = `/review/values.csv?authorisationId=${world.authorisation('ENH')}&formCode=FIT&items=fit.poids`;
    const { status, text } = await world.as(DM).get(asked);
    const [head, ...lines] = text.slice(1).trimEnd().split('\r\n');
    expect([status, head]).toEqual([
      200,
      'Numéro d’enregistrement;Centre;Place;Saisie terminée;Poids à l’instauration;Queries en cours;Relecture;Verrouillée',
    ]);
    expect(lines.map((line: string) => line.split(';')[4])).toEqual(['61,5\u00a0kg', '72\u00a0kg']);
    const looks = await world.db.query(`SELECT action FROM access_log WHERE subject_type = 'review-values' AND action = 'exported'`);
    expect(looks).toHaveLength(1);
    expect((await world.as(DM).get(`${asked},fit.inconnu`)).body.code).toBe('unknown-item');
    expect((await world.as(ME).get(asked)).status).toBe(403);
    expect((await world.anyone().get(asked)).status).toBe(401);
  });

  it('pages through thousands without losing or repeating one, in time that does not grow with them', async () => {
    await world.db.query(
      `INSERT INTO query (enrolment_id, authorisation_id, asked_by, visit_centre_id, question, opened_at)
       SELECT e.id, e.authorisation_id, 'operator', e.centre_id, 'n° ' || n, now() - n * interval '1 minute'
       FROM enrolment e, generate_series(1, 1000) n WHERE e.id = $1`,
      [first().id],
    );
    const seen = new Set<string>();
    let page = await queries.list(DM, 'state=open');
    const { total } = page;
    for (; page.next; page = await queries.list(DM, `state=open&cursor=${page.next}`)) page.items.forEach(({ id }) => seen.add(id));
    page.items.forEach(({ id }) => seen.add(id));
    expect(seen.size).toBe(total);
    expect((await world.as(DM).get('/queries?cursor=x')).body.code).toBe('bad-cursor');
  });
});
