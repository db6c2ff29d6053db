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

/** Version 3: an answer that still is none under another name, and two more fields gone. */
const third = second
  .replace(/^version: 2$/m, 'version: 3')
  .replaceAll('mm.ecog', 'mm.perf')
  .replace(/^.*code: (pat\.taille|mm\.comorb_autre),.*\n/gm, '');

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
const pass = (from: string, to: string, items: object[]) =>
  world
    .as('gestionnaire')
    .post(`/protocol-versions/${to}/passages`)
    .send({ fromVersionId: from, items, values: [], rest: 'keep' })
    .expect(201);
const GONE = { form: 'FAT', from: 'pat.essai', to: null };

describe('an answer that a new version refuses', () => {
  it('charter C1.2: is kept with a query to its centre, all alike by one choice; what left is said at the top of the form', async () => {
    await pass(one, two, [GONE]);
    const after = await form();
    expect(after).toMatchObject({ protocolVersionId: two, values: { 'mm.ecog': '0' } });
    expect(after.lost).toMatchObject({ version: 2, labels: [expect.stringMatching(/essai clinique/)] });
    expect(JSON.stringify(after.lost)).not.toContain('mm.ecog');
    expect(await queries()).toMatchObject([{ item: 'mm.ecog', askedBy: 'system' }]);
    const [{ question }] = await world.db.query('SELECT question FROM query WHERE form_id = $1', [open.formId]);
    expect(question).toMatch(/^La version 2 du protocole n’admet plus cette réponse, qui a été gardée/);
  });

  it('charter C1.2: the query ends when the form comes home, and says why', async () => {
    const [asked] = await queries();
    const { body } = await world.as('gestionnaire').get(`/protocol-versions/${two}/passages`).expect(200);
    await world.as('gestionnaire').post(`/protocol-passages/${body.items[0].id}/revert`).expect(200);
    expect(await queries()).toEqual([]);
    const { thread } = (await world.as(ME).get(`/queries/${asked.id}`).expect(200)).body;
    expect(thread.at(-1)).toMatchObject({ kind: 'closed', text: 'La fiche est passée à une autre version du protocole.' });
    expect((await form()).lost).toBeUndefined();
    await pass(one, two, [GONE]);
  });

  it('charter C1.2: it goes on with the answer to a version that refuses it too; what both passages took is said, carried values included', async () => {
    const [asked] = await queries();
    await world.db.query(
      `UPDATE form_record SET carried = jsonb_build_object('mm.comorb_autre',
         jsonb_build_object('value', 'Goutte', 'source', 'file', 'seq', 1, 'centreId', centre_id)) WHERE id = $1`,
      [open.formId],
    );
    await world.db.query('UPDATE protocol_version SET valid_from = valid_from - 1 WHERE id = $1', [two]);
    const three = await new Protocols(world).inForce(third, today());
    await pass(two, three, [
      { form: 'FAT', from: 'mm.ecog', to: 'mm.perf' },
      { form: 'FAT', from: 'pat.taille', to: null },
    ]);
    expect(await queries()).toMatchObject([{ id: asked.id, item: 'mm.perf' }]);
    const after = await form();
    expect(after).toMatchObject({ protocolVersionId: three, values: { 'mm.perf': '0' }, carried: {} });
    expect(after.lost).toMatchObject({ version: 3, labels: [expect.stringMatching(/essai clinique/), 'Taille'] });
    const { items } = (await world.as(ME).get(`/forms/${open.formId}/history`).expect(200)).body;
    expect(items).toContainEqual(
      expect.objectContaining({
        item: 'mm.comorb_autre',
        carried: 'put-aside',
        reason: 'Valeur reprise écartée\u00a0: la version 3 n’a pas ce champ.',
      }),
    );
  });

  it('charter C5.2: the query ends when it is answered again', async () => {
    await save({ 'mm.perf': '1' });
    expect(await queries()).toEqual([]);
  });
});
