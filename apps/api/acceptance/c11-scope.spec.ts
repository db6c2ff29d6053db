import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Requests, told } from '../testing/requests.js';
import { routesOf } from '../testing/routes.js';
import { World } from '../testing/world.js';

let world: World;
let requests: Requests;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
});
afterAll(() => world.close());

/** The API as the world sees it; `npm run openapi -- --check` keeps it equal to the code. */
const api: { paths: Record<string, object>; components: { schemas: Record<string, { properties?: object }> } } = JSON.parse(
  readFileSync('docs/api/openapi.json', 'utf8'),
);

const tables = async (): Promise<string[]> =>
  (
    await world.db.query(`SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`)
  ).map(({ name }: { name: string }) => name);

describe('what the product does not do', () => {
  it('charter C1.4: no route takes an order, keeps a stock or delivers; no table either', async () => {
    const logistics = /commande|order|stock|livrais|deliver|panier|cart\b|facture|invoice|supply|shipment/i;
    expect(
      routesOf(world)
        .map(({ path }) => path)
        .filter((path) => logistics.test(path)),
    ).toEqual([]);
    const { paths, components } = api;
    expect([...Object.keys(paths), ...Object.keys(components.schemas)].filter((name) => logistics.test(name))).toEqual([]);
    expect((await tables()).filter((name) => logistics.test(name))).toEqual([]);
  });

  it('charter C11.1: nothing of a patient stands in an address, so that an order needs none', async () => {
    const parameters = routesOf(world).flatMap(({ path }) => path.match(/:\w+/g) ?? []);
    // A form or a question of the protocol, a mark of review and a session of one’s own tell nothing of a patient.
    expect([...new Set(parameters)].sort()).toEqual([':form', ':id', ':item', ':mark', ':provider', ':session']);
    const queries = Object.values(api.paths).flatMap((item) =>
      Object.values(item as Record<string, { parameters?: { in: string; name: string }[] }>).flatMap(({ parameters = [] }) =>
        parameters.filter((each) => each.in === 'query').map(({ name }) => name),
      ),
    );
    expect([...new Set(queries)].filter((name) => /name|letters|birth|sex|number|search|patient/i.test(name))).toEqual([]);
  });

  it('charter C11.2: only the FAT and its decision wait for data; there is no state of supply nor of conventions', async () => {
    const names = await tables();
    expect(names.filter((name) => /convention|block|suppl/i.test(name))).toEqual([]);
    const [{ definition }] = await world.db.query(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = 'enrolment'::regclass AND conname = 'enrolment_state_check'`,
    );
    expect(definition.match(/'[a-z-]+'/g)).toEqual([
      "'draft'",
      "'completed'",
      "'half-signed'",
      "'sent'",
      "'more-asked'",
      "'granted'",
      "'refused'",
      "'cancelled'",
    ]);

    // Soft checks and missing answers that are not required let the FAT be signed, sent and granted.
    const request = await requests.sent(await requests.started());
    expect((await requests.form(request, 'pharmacien-a')).filled).toBeGreaterThan(0);
    await told(requests.decide(request, 'exploitant', { decision: 'favourable' }));
  });

  it('charter C11.3: a number is given by the FAT and its decision alone: nothing asks for a platform of orders', async () => {
    const asked = ['StartRequest', 'Decide', 'AskSignature', 'ChangeValues'].flatMap((name) =>
      Object.keys(api.components.schemas[name]?.properties ?? {}),
    );
    // By name, `ansm` is the number that ANSM gave for the patient (R6): an authorisation, no order.
    expect(asked.sort()).toEqual(['ansm', 'authorisationId', 'changes', 'contentVersion', 'decision', 'prescriberId', 'reason', 'role']);
  });
});

describe('what an authorisation shows', () => {
  it('charter C1.3: all its strengths share one FAT and one collection', async () => {
    await world.db.query(`UPDATE authorisation SET ucd_codes = '{3400890012345,3400890012352}' WHERE code = 'TEC'`);
    const request = await requests.started();
    const { forms, authorisationCode } = await requests.enrolment(request, 'prescripteur-a');
    expect(forms).toHaveLength(1);
    expect(authorisationCode).toBe('TEC');
    const { ucdCodes } = await told(world.as('prescripteur-a').get(`/authorisations/${world.authorisation('TEC')}`));
    expect(ucdCodes).toHaveLength(2);
  });

  it('charter P6: its contact cell and its PUT', async () => {
    const view = await told(world.as('nouveau').get(`/authorisations/${world.authorisation('TEC')}`));
    expect(view.contact).toMatchObject({ name: expect.stringMatching(/Cellule/), email: expect.stringMatching(/@/) });
    const { document } = await told(world.as('nouveau').get(`/protocol-versions/${view.protocolVersionId}`));
    expect(document).toMatchObject({
      code: 'TECVAYLI',
      demonstration: true,
      put: { contact: view.contact, adverseEffects: view.adverseEffects },
    });
  });
});
