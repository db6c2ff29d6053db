import { verifyLiveData } from '#forms/api';
import { verifyJournal } from '#kernel/api';
import { Requests, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let requests: Requests;
let signed: Request;
beforeAll(async () => {
  world = await World.open();
  requests = new Requests(world);
  signed = await requests.sent(await requests.started());
});
afterAll(() => world.close());

const live = () => world.db.transaction((tx) => verifyLiveData(tx));
/** What someone who owns the database can do: write a form without the product. Undone afterwards. */
async function forged(sql: string, look: () => Promise<void>): Promise<void> {
  const [before] = await world.db.query('SELECT "values", marks FROM form_record WHERE id = $1', [signed.formId]);
  await world.db.query(`UPDATE form_record SET ${sql} WHERE id = $1`, [signed.formId]);
  try {
    await look();
  } finally {
    await world.db.query('UPDATE form_record SET "values" = $2, marks = $3 WHERE id = $1', [signed.formId, before.values, before.marks]);
  }
}
async function someKey(condition: string): Promise<string> {
  const [row] = await world.db.query(
    `SELECT key FROM form_record, jsonb_each("values") WHERE id = $1 AND ${condition} ORDER BY key LIMIT 1`,
    [signed.formId],
  );
  return row.key;
}

describe('answers and the journal', () => {
  it('charter C3.1: agree, whatever was typed, replaced, taken away and signed', async () => {
    const other = await requests.typed(await requests.started());
    const { values, marks } = await requests.form(other, 'prescripteur-a');
    const [item = ''] = Object.keys(values).filter((key) => marks[key]);
    await requests.change(other, 'prescripteur-a', [{ item, base: marks[item]?.seq }]).expect(200);
    await expect(live()).resolves.toMatchObject({ forms: 2, faults: [] });
    expect((await world.db.transaction((tx) => verifyJournal(tx, world.config.sealKey))).faults).toEqual([]);
  });

  it('charter C3.1: an answer changed in the database is found, with its form and its field', async () => {
    const item = await someKey(`marks ? key AND jsonb_typeof(value) = 'string'`);
    await forged(`"values" = jsonb_set("values", '{${item}}', '"forged"')`, async () => {
      const { faults } = await live();
      expect(faults).toContainEqual({
        kind: 'answer',
        enrolmentId: signed.id,
        formId: signed.formId,
        form: expect.any(String),
        item,
        label: expect.any(String),
      });
      expect(JSON.stringify(faults)).not.toContain('"forged"');
    });
  });

  it('charter C3.1: an answer removed, added or given another version in the database is found', async () => {
    const item = await someKey(`marks ? key`);
    const found = async () => expect((await live()).faults).toContainEqual(expect.objectContaining({ kind: 'answer', item }));
    await forged(`"values" = "values" - '${item}'`, found);
    await forged(`marks = marks - '${item}'`, found);
    await forged(`marks = jsonb_set(marks, '{${item},0}', '99999')`, found);
    await forged(`"values" = "values" - '${item}', marks = marks - '${item}'`, found);
    await forged(`"values" = jsonb_set("values", '{invented}', '"x"')`, async () =>
      expect((await live()).faults).toMatchObject([{ item: 'invented' }]),
    );
  });
});

describe('signatures', () => {
  const signatures = async () => (await live()).faults.filter(({ kind }) => kind === 'signature');

  it('charter C3.1: are recomputed, and agree', async () => {
    await expect(live()).resolves.toMatchObject({ signatures: 2, faults: [] });
  });

  it('charter C3.1: that stand on an answer changed in the database are found', async () => {
    const item = await someKey(`marks ? key AND jsonb_typeof(value) = 'string'`);
    await forged(`"values" = jsonb_set("values", '{${item}}', '"forged"')`, async () =>
      expect(await signatures()).toMatchObject([{ role: 'prescriber' }, { role: 'pharmacist' }]),
    );
  });

  it('charter C3.1: whose hash was changed with what they cover are found by the journal', async () => {
    const [{ id, hash }] = await world.db.query(
      `SELECT id, content_hash AS hash FROM signature WHERE form_id = $1 AND role = 'pharmacist'`,
      [signed.formId],
    );
    const keep = (to: string) => world.db.query('UPDATE signature SET content_hash = $2 WHERE id = $1', [id, to]);
    await keep('0'.repeat(64));
    expect(await signatures()).toMatchObject([{ role: 'pharmacist', formId: signed.formId }]);
    await keep(hash);
    expect(await signatures()).toEqual([]);
  });
});
