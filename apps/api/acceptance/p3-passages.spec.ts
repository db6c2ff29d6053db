import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Declarations, DECLARANT } from '../testing/declarations.js';
import { Protocols } from '../testing/protocols.js';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let declarations: Declarations;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
});
afterAll(() => world.close());

const vyvgart = readFileSync(path.resolve('libs/protocols/api/shipped/vyvgart.yaml'), 'utf8').replace(/^version: \d+$/m, 'version: 99');
const received = () => world.db.query(`SELECT count(*)::int AS count FROM notification WHERE kind = 'case-received'`);
const go = (address: string, body: object = {}) => world.as('gestionnaire').post(address).send(body);

describe('declarations and a new version of their protocol', () => {
  it('charter P3: a form that nobody saved is no declaration because it goes to another version, and back', async () => {
    const patient = await declarations.patient();
    const declared = await declarations.declared(patient);
    const { receivedAt } = await declarations.caseOf(declared);
    const opened = await declarations.follow.opened(patient, DECLARANT, { formCode: 'EI' });
    const next = await new Protocols(world).inForce(vyvgart);

    const mapping = { fromVersionId: opened.protocolVersionId, items: [], values: [] };
    const { body } = await go(`/protocol-versions/${next}/passages`, mapping).expect(201);
    expect((await told(world.as(DECLARANT).get(`/forms/${opened.id}`))).protocolVersionId).toBe(next);
    await go(`/protocol-passages/${body.passage.id}/revert`).expect(200);

    expect(await told(world.as(DECLARANT).get(`/pv/declarations/${opened.id}`))).not.toHaveProperty('receivedAt');
    expect((await declarations.caseOf(declared)).receivedAt).toBe(receivedAt);
    expect(await declarations.list()).toHaveLength(1);
    expect(await received()).toEqual([{ count: 1 }]);
  });
});

describe('two who move the same forms at once', () => {
  it('charter C1.2: move each of them once, and it may still go back', async () => {
    const opened = await declarations.follow.opened(await declarations.patient(), DECLARANT, { formCode: 'EI' });
    const [former] = await world.db.query(`SELECT id FROM protocol_version WHERE code = 'VYVGART' AND version <> 99`);
    const mapping = { fromVersionId: opened.protocolVersionId, items: [], values: [] };
    await Promise.all([1, 2, 3].map(() => go(`/protocol-versions/${former.id}/passages`, mapping)));
    const moved = await world.db.query('SELECT migration_id FROM form_migration WHERE form_id = $1', [opened.id]);
    expect(moved).toHaveLength(1);
    await go(`/protocol-passages/${moved[0].migration_id}/revert`).expect(200);
    expect((await told(world.as(DECLARANT).get(`/forms/${opened.id}`))).protocolVersionId).toBe(opened.protocolVersionId);
  });
});
