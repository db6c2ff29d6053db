import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FollowUp } from '../testing/follow-up.js';
import { today } from '../testing/protocols.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
const PHARMACIST = 'pharmacien-a';
const HOLDER = 'exploitant-3';
const OPERATOR = 'data-manager';
/** A protocol whose items and codes are called as what every object inherits. */
const SOURCE = readFileSync(path.resolve('apps/api/testing/odd-items.yaml'), 'utf8')
  .replace('code: VYVGART', 'code: IMPAIR')
  .replace('version: 2', 'version: 1');

let world: World;
let requests: Requests;
let answered: Request;
let silent: Request;

beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  await world.db.query(`UPDATE authorisation SET protocol_code = 'IMPAIR' WHERE code = 'VYV'`);
  for (const who of ['gestionnaire', OPERATOR])
    await world.db.query(
      `INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation WHERE code = 'VYV' ON CONFLICT DO NOTHING`,
      [world.person(who).id],
    );
  const { id } = await told(world.as('gestionnaire').post('/protocol-versions').send({ source: SOURCE, fileName: 'impair.yaml' }), 201);
  await told(world.as('gestionnaire').post(`/protocol-versions/${id}/publish`).send({ validFrom: '2024-01-15' }));
  [answered, silent] = [await granted({ naissance: '1980-02-29', constructor: -3 }), await granted({ naissance: '1990-05-17' })];
});
afterAll(() => world.close());

async function granted(values: Readonly<Record<string, unknown>>): Promise<Request> {
  const request = await requests.started(ME, 'VYV');
  for (const [item, value] of Object.entries(values)) await requests.answer(request, ME, item, value);
  await requests.sent(request, ME, PHARMACIST);
  await told(requests.decide(request, HOLDER, { decision: 'favourable' }));
  return request;
}

const grid = (items: string, as = '') => `/review/values${as}?authorisationId=${world.authorisation('VYV')}&formCode=FAT&items=${items}`;

describe('charter C1.1: items and codes called as what every object inherits', () => {
  it('charter C1.1: the review grid has what was answered, and nothing where nothing was', async () => {
    const { rows } = await told(world.as(OPERATOR).get(grid('constructor,sexe')));
    const said = (rows as { values: Record<string, string> }[]).map(({ values }) =>
      Object.hasOwn(values, 'constructor') ? values['constructor'] : undefined,
    );
    expect(said).toEqual(['-3', undefined]);
  });

  it('charter C1.1: its table has a number and an empty cell', async () => {
    const { text } = await world.as(OPERATOR).get(grid('constructor', '.csv')).expect(200);
    const cells = text
      .slice(1)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(';')[4]);
    expect(cells).toEqual(['Écart (peut être négatif)', '-3', '']);
  });

  it('charter C3.1: no screen, list or table breaks on them, or shows what is none of the patient’s', async () => {
    const { request } = await new FollowUp(world).opened(answered, ME, { formCode: 'DEBUT' });
    await requests.answer(request, ME, 'debut', today());
    const authorisationId = world.authorisation('VYV');
    const places: readonly (readonly [who: string, route: string])[] = [
      ...[answered, silent].flatMap(({ id, formId }) =>
        [ME, HOLDER, OPERATOR].flatMap((who) =>
          [
            `/enrolments/${id}`,
            `/enrolments/${id}/schedule`,
            `/enrolments/${id}/journal`,
            `/enrolments/${id}/journal.csv`,
            `/forms/${formId}`,
            `/forms/${formId}/history?item=constructor`,
          ].map((route) => [who, route] as const),
        ),
      ),
      ...['constructor', 'naissance', 'sexe'].flatMap((item) => ['', '.csv'].map((as) => [OPERATOR, grid(item, as)] as const)),
      ...['matrix', 'missing', 'summary'].flatMap((board) =>
        ['', '.csv'].map((as) => [OPERATOR, `/dashboard/${board}${as}?authorisationId=${authorisationId}`] as const),
      ),
    ];
    for (const [who, route] of places) {
      const { status, text } = await world.as(who).get(route);
      expect({ route, isKnown: status < 500, shows: /native code|\[object/.test(text ?? '') }).toEqual({
        route,
        isKnown: true,
        shows: false,
      });
    }
  });

  it.each(['toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
    'what the form has no item for (%s) is refused by its name',
    async (item) => {
      const { status } = await requests.change(silent, ME, [{ item, value: 'x', base: 0 }]);
      expect([409, 422, 400]).toContain(status);
    },
  );
});
