import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Declarations, DECLARANT } from '../testing/declarations.js';
import { Protocols } from '../testing/protocols.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let declarations: Declarations;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
});
afterAll(() => world.close());

const renamed = readFileSync(path.resolve('libs/protocols/api/shipped/vyvgart.yaml'), 'utf8')
  .replace(/^version: \d+$/m, 'version: 99')
  .replaceAll(/\bei\.terme\b/g, 'ei.verbatim');
const go = (address: string, body: object = {}) => world.as('gestionnaire').post(address).send(body);

describe('a verbatim whose item changes its name', () => {
  it('charter P3: keeps its code, there and back; a code that was stale stays so', async () => {
    await world.db.query(`INSERT INTO meddra_version (version, terms) VALUES ('0', 1)`);
    await world.db.query(
      `INSERT INTO meddra_term (code, name, folded, pt_code, pt_name, soc_name, current)
       VALUES ('92000001', 'Inventé', 'invente', '91000001', 'Inventé', 'Affections', true)`,
    );
    const patient = await declarations.patient();
    const [fresh, stale] = [await declarations.declared(patient), await declarations.declared(patient)];
    for (const form of [fresh, stale]) await told(declarations.code(await declarations.caseOf(form), form.formId, '92000001'));
    await declarations.follow.requests.answer(stale, DECLARANT, 'ei.terme', 'Malaise');
    const codings = async (form: Request) => (await declarations.caseOf(form)).thread[0]?.verbatims;
    const before = [await codings(fresh), await codings(stale)];
    expect(before).toMatchObject([[{ item: 'ei.terme', coding: { stale: false } }], [{ item: 'ei.terme', coding: { stale: true } }]]);

    const next = await new Protocols(world).inForce(renamed);
    const { protocolVersionId: fromVersionId } = await declarations.follow.requests.form(fresh, DECLARANT);
    const items = [{ form: 'EI', from: 'ei.terme', to: 'ei.verbatim' }];
    const { body } = await go(`/protocol-versions/${next}/passages`, { fromVersionId, items, values: [] }).expect(201);
    const moved = (said: typeof before) => said.map((verbatims) => verbatims?.map((each) => ({ ...each, item: 'ei.verbatim' })));
    expect([await codings(fresh), await codings(stale)]).toEqual(moved(before));
    expect((await declarations.caseOf(fresh)).toCode).toBe(0);

    await go(`/protocol-passages/${body.passage.id}/revert`).expect(200);
    expect([await codings(fresh), await codings(stale)]).toEqual(before);
  });
});
