import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

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
const kept = async () =>
  (
    await world.db.query(
      `SELECT (SELECT count(*) FROM query) AS q, (SELECT count(*) FROM query_message) AS m, (SELECT count(*) FROM journal_entry) AS j`,
    )
  )[0];

describe('what is wrong in a question', () => {
  it.each<[string, object, number, string]>([
    ['a field that the protocol lacks', { item: 'fit.inconnu' }, 422, 'unknown-item'],
    ['an empty text', { text: ' ' }, 400, 'invalid-request'],
    ['a day that does not exist', { dueOn: '2027-02-30' }, 400, 'invalid-request'],
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
    const closed = await queries.acted(await queries.asked(one, DM), DM, 'close', 'Sans objet.');
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

  it('charter C1.2: has that table as a file: all of its rows, under the words of the questions, for anyone who reviews and nobody else', async () => {
    const asked = `/review/values.csv?authorisationId=${world.authorisation('ENH')}&formCode=FIT&items=fit.poids`;
    const { status, text } = await world.as(DM).get(asked);
    const [head, ...lines] = text.slice(1).trimEnd().split('\r\n');
    expect([status, head]).toEqual([
      200,
      'Numéro d’enregistrement;Centre;Place;Saisie terminée;Poids à l’instauration (kg);Saisi par un autre centre;Queries en cours;Relecture;Verrouillée',
    ]);
    expect(lines.map((line: string) => line.split(';')[4])).toEqual(['61,5', '72']);
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
