import { randomUUID } from 'node:crypto';
import type { CasePage } from '#pharmacovigilance/api';
import { Declarations, HOLDER } from '../testing/declarations.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const COUNT = 60;

let world: World;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  const declarations = new Declarations(world);
  patient = await declarations.patient();
  await declarations.declared(patient);
  // Sixty cases as the first, each a day later.
  for (let rank = 1; rank < COUNT; rank++) await copyOfFirst(rank);
});
afterAll(() => world.close());

async function copyOfFirst(days: number): Promise<void> {
  await world.db.query(
    `INSERT INTO pv_case SELECT copy.* FROM (SELECT * FROM pv_case ORDER BY last_received_at LIMIT 1) first,
       jsonb_populate_record(NULL::pv_case, to_jsonb(first) || jsonb_build_object('id', $1::uuid, 'open_due_on', first.open_due_on + $2::int,
         'last_received_at', first.last_received_at + make_interval(hours => $2::int))) copy`,
    [randomUUID(), days],
  );
}

const page = async (filter: object = {}): Promise<CasePage> => told(world.as(HOLDER).post('/pv/cases/search').send(filter));
const whole = async (filter: object): Promise<string[]> => (await page({ ...filter, most: 300 })).items.map(({ id }) => id);

describe('the desk of pharmacovigilance, as many as are asked for', () => {
  it.each([['open'], ['all']])(
    'charter P3: shows each case once (%s), in one answer, and says whether others come after',
    async (state) => {
      const [some, most] = [await page({ state }), await page({ state, most: 300 })];
      expect([some.items.length, some.more]).toEqual([50, true]);
      const ids = most.items.map(({ id }) => id);
      expect([ids.length, new Set(ids).size, most.more]).toEqual([COUNT, COUNT, false]);
      expect(some.items.map(({ id }) => id)).toEqual(ids.slice(0, 50));
      const { text } = await world.as(HOLDER).post('/pv/cases/search.csv').send({ state }).expect(200);
      expect(new Set(text.trim().split('\n')).size).toBe(COUNT + 1);
      for (const many of [0, 301, 1.5, 'x']) await world.as(HOLDER).post('/pv/cases/search').send({ state, most: many }).expect(400);
    },
  );

  it.each([
    ['falls back behind what was shown', 'open', `open_due_on = open_due_on + 300`, 0],
    ['comes to the front', 'open', `open_due_on = open_due_on - 300`, COUNT - 1],
    ['is transmitted meanwhile', 'open', `open_due_on = NULL, unread_due_on = NULL`, 1],
    ['receives something new', 'all', `last_received_at = last_received_at + interval '300 days'`, COUNT - 1],
  ])('charter P3: more of them never skips nor repeats a case that moved: one that %s', async (_what, state, change, rank) => {
    const before = await whole({ state });
    const kept: unknown[] = await world.db.query('SELECT * FROM pv_case WHERE id = $1', [before[rank]]);
    await world.db.query(`UPDATE pv_case SET ${change} WHERE id = $1`, [before[rank]]);
    const after = await whole({ state });
    expect(new Set(after).size).toBe(after.length);
    expect(before.filter((id) => !after.includes(id))).toEqual(change.includes('NULL') ? [before[rank]] : []);
    await world.db.query(
      `UPDATE pv_case SET (open_due_on, unread_due_on, last_received_at) =
         (SELECT open_due_on, unread_due_on, last_received_at FROM jsonb_populate_record(NULL::pv_case, $2)) WHERE id = $1`,
      [before[rank], JSON.stringify(kept[0])],
    );
  });
});

describe('looking for declarations', () => {
  it('charter P3: finds a patient as the screen shows them, however it is typed', async () => {
    await world.db.query(`UPDATE enrolment SET registration_number = 'VYV-775537' WHERE id = $1`, [patient.id]);
    await world.db.query(
      `UPDATE patient SET family_letters = 'DUP', given_letters = 'JE', birth = '1961-03' FROM enrolment WHERE patient.id = patient_id AND enrolment.id = $1`,
      [patient.id],
    );
    for (const search of [
      'VYV-775537',
      'vyv775537',
      'vyv 775 537',
      '775537',
      'dup je',
      'DUP',
      'mars 1961',
      '03/1961',
      '12/03/1961',
      '12 mars 1961',
    ])
      expect([search, (await page({ search, state: 'all' })).items.length]).toEqual([search, 50]);
    for (const search of ['ZZZ', '04/1961', 'vyv-1', '???']) expect([search, (await page({ search })).items]).toEqual([search, []]);
    const mistyped = await world.as(HOLDER).post('/pv/cases/search').send({ search: '775538' });
    expect([mistyped.status, mistyped.body.items?.[0]?.path]).toEqual([400, 'search']);
    const { text } = await world.as(HOLDER).post('/pv/cases/search.csv').send({ search: 'dup je', state: 'all' }).expect(200);
    expect(text.trim().split('\n')).toHaveLength(COUNT + 1);
  });

  it('charter P3: finds nothing for another company, another centre or another authorisation', async () => {
    for (const outside of ['exploitant-2', 'prescripteur-b', 'pharmacien-b', 'prescripteur-a2'])
      expect((await told(world.as(outside).post('/pv/cases/search').send({ search: 'DUP JE', state: 'all' }))).items).toEqual([]);
    expect((await world.anyone().post('/pv/cases/search').send({})).status).toBe(401);
    expect((await world.as('administrateur').post('/pv/cases/search').send({})).status).toBe(403);
  });

  it('charter C3.1: is a look that is logged, without what was typed', async () => {
    await page({ search: 'DUP JE' });
    const [{ filter }] = await world.db.query(
      `SELECT filter::jsonb AS filter FROM access_log WHERE subject_type = 'case' ORDER BY id DESC LIMIT 1`,
    );
    expect(filter).toEqual({ searched: true });
  });
});
