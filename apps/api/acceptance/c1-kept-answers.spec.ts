import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FormView } from '#forms/api';
import { Protocols, tecvayli, today } from '../testing/protocols.js';
import { Requests, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';

/** Version 2: a field gone, and a grade that is no more. */
const second = tecvayli(2, (source) =>
  source.replace(/^.*pat\.essai.*\n/gm, '').replace(/^.*code: "0", label: "0.*activité normale".*\n/m, ''),
);

let world: World;
let requests: Requests;
let open: Request;
let one: string;
let two: string;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  open = await requests.typed(await requests.started(ME));
  await save({ 'mm.ecog': '0' });
  one = (await form()).protocolVersionId;
  two = await new Protocols(world).inForce(second, today());
});
afterAll(() => world.close());

const form = (): Promise<FormView> => requests.form(open, ME);
const save = async (answers: Record<string, unknown>) => {
  const { marks } = await form();
  const changes = Object.entries(answers).map(([item, value]) => ({ item, value, base: marks[item]?.seq ?? 0 }));
  await world.as(ME).patch(`/forms/${open.formId}/values`).send({ changes }).expect(200);
};
const queries = async () => (await world.as(ME).get(`/queries?enrolmentId=${open.id}&state=open`).expect(200)).body.items;
const GONE = { form: 'FAT', from: 'pat.essai', to: null };

describe('an answer that a new version refuses', () => {
  it('charter C1.2: is kept with a query to its centre, all alike by one choice; what left is said at the top of the form', async () => {
    await world
      .as('gestionnaire')
      .post(`/protocol-versions/${two}/migrations`)
      .send({ fromVersionId: one, items: [GONE], values: [], rest: 'keep' })
      .expect(201);
    const after = await form();
    expect(after).toMatchObject({ protocolVersionId: two, values: { 'mm.ecog': '0' } });
    expect(after.lost).toMatchObject({ version: 2, labels: [expect.stringMatching(/essai clinique/)] });
    expect(JSON.stringify(after.lost)).not.toContain('mm.ecog');
    expect(await queries()).toMatchObject([{ item: 'mm.ecog', askedBy: 'system' }]);
    const [{ question }] = await world.db.query('SELECT question FROM query WHERE form_id = $1', [open.formId]);
    expect(question).toMatch(/^La version 2 du protocole n’admet plus cette réponse, qui a été gardée/);
  });

  it('charter C5.2: the query ends when it is answered anew', async () => {
    await save({ 'mm.ecog': '1' });
    expect(await queries()).toEqual([]);
  });
});
