import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Protocols, tecvayli, today } from '../testing/protocols.js';
import { Requests, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
const NUMBER = 'AC-2026-0417';

let world: World;
let requests: Requests;
let said: Request;
let hidden: Request;
let one: string;
let two: string;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  said = await requests.started(ME);
  hidden = await requests.started(ME);
  for (const each of [said, hidden]) await save(each, { 'pat.relais_ac': 'AC', 'pat.num_ac': NUMBER });
  await save(hidden, { 'pat.relais_ac': 'NON' });
  one = (await requests.form(said, ME)).protocolVersionId;
  two = await new Protocols(world).inForce(
    tecvayli(2, (source) => source.replace(/^.*code: pat\.num_ac,.*\n/m, '')),
    today(),
  );
});
afterAll(() => world.close());

const save = async (request: Request, answers: Record<string, unknown>) => {
  const { marks } = await requests.form(request, ME);
  const changes = Object.entries(answers).map(([item, value]) => ({ item, value, base: marks[item]?.seq ?? 0 }));
  await world.as(ME).patch(`/forms/${request.formId}/values`).send({ changes }).expect(200);
};
const asked = (what: string) =>
  world
    .as('gestionnaire')
    .post(`/protocol-versions/${two}/${what}`)
    .send({ fromVersionId: one, items: [{ form: 'FAT', from: 'pat.num_ac', to: null, keep: true }], values: [] });
const queriesOf = (request: Request): Promise<object[]> =>
  world.db.query('SELECT value_then AS then FROM query WHERE form_id = $1', [request.formId]);

describe('an answer that a condition hides, and a version without its field', () => {
  it('charter C1.2: is told by no preview and by no table: only what applied is', async () => {
    const { body } = await asked('passages/preview').expect(200);
    const [of, ofHidden] = [said, hidden].map((request) => body.forms.find(({ formId }: { formId: string }) => formId === request.formId));
    expect(of).toMatchObject({ outcome: 'ready', left: [{ old: NUMBER }], asked: [expect.stringMatching(/accès compassionnel/)] });
    expect(ofHidden).toMatchObject({ outcome: 'ready', left: [], asked: [], moved: [] });
    const { text } = await asked('passages/preview.csv').expect(200);
    expect(text.split(NUMBER)).toHaveLength(2);
  });

  it('charter C1.2: leaves the data without a question that would tell it; who typed it finds it in the history', async () => {
    await asked('passages').expect(201);
    expect(await queriesOf(said)).toEqual([{ then: NUMBER }]);
    expect(await queriesOf(hidden)).toEqual([]);
    expect((await requests.form(hidden, ME)).values).not.toHaveProperty(['pat.num_ac']);
    const { body } = await world.as(ME).get(`/forms/${hidden.formId}/history`).expect(200);
    expect(body.items).toContainEqual(expect.objectContaining({ item: 'pat.num_ac', old: NUMBER }));
  });
});
