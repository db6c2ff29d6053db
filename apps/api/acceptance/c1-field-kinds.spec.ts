import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { useBrowser } from '#testing/browser';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
const OPERATOR = 'data-manager';

/** An item of a kind that no shipped protocol has, and what people answer it. */
interface Asked {
  readonly item: string;
  readonly says: string;
  readonly label: string;
  readonly value: string;
  readonly words: string;
  readonly wrong: readonly (readonly [value: unknown, message: RegExp])[];
  /** What the protocol may not say, and what is told of it. */
  readonly misdeclared: readonly [says: string, message: RegExp];
}
const ASKED: readonly Asked[] = [
  {
    item: 'heure',
    says: `type: time, min: '07:00', max: '20:00'`,
    label: 'Heure du prélèvement',
    value: '09:30',
    words: '09:30',
    wrong: [
      ['9h30', /n’existe pas.*de 00:00 à 23:59/],
      ['24:00', /n’existe pas/],
      [930, /n’existe pas/],
      ['06:59', /06:59 est trop tôt.*de 07:00 à 20:00/],
    ],
    misdeclared: [`type: time, min: '7h'`, /«\s7h\s» n’a pas la forme attendue/],
  },
  {
    item: 'perfusion',
    says: 'type: dateTime, notBefore: { item: naissance }, notAfter: today',
    label: 'Début de la perfusion',
    value: '2026-01-05T14:30',
    words: '05/01/2026 14:30',
    wrong: [
      ['2026-01-05', /n’existe pas.*par exemple 05\/03\/2024 14:30/],
      ['2026-02-30T14:30', /n’existe pas/],
      ['2026-01-05T14:30Z', /n’existe pas/],
      ['1990-05-16T23:59', /16\/05\/1990 23:59 est trop tôt.*17\/05\/1990/],
      ['2035-01-05T14:30', /dans le futur/],
    ],
    misdeclared: ['type: dateTime, min: 3', /La propriété «\smin\s» n’existe pas ici/],
  },
];

const itemOf = ({ item, says, label }: Asked) =>
  `          - { code: ${item}, ${says}, label: '${label}', place: 'Annexe 1, 1', reliability: G }\n`;
const ODD = readFileSync(path.resolve('apps/api/testing/odd-items.yaml'), 'utf8').replace('code: VYVGART', 'code: NATURES');
/** A small protocol whose request asks these too. */
const asking = (...items: Asked[]) => ODD.replace(/( {10}- \{ code: court, [^\n]+\n)/, (court) => court + items.map(itemOf).join(''));

let world: World;
let requests: Requests;
let request: Request;

beforeAll(async () => {
  await useBrowser();
  world = await World.open();
  requests = new Requests(world);
  await world.db.query(`UPDATE authorisation SET protocol_code = 'NATURES' WHERE code = 'VYV'`);
  for (const who of ['gestionnaire', OPERATOR])
    await world.db.query(
      `INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation WHERE code = 'VYV' ON CONFLICT DO NOTHING`,
      [world.person(who).id],
    );
  const { id } = await told(
    world
      .as('gestionnaire')
      .post('/protocol-versions')
      .send({ source: asking(...ASKED), fileName: 'p.yaml' }),
    201,
  );
  await told(world.as('gestionnaire').post(`/protocol-versions/${id}/publish`).send({ validFrom: '2024-01-15' }));
  request = await requests.started(ME, 'VYV');
  await requests.answer(request, ME, 'naissance', '1990-05-17');
});
afterAll(() => world.close());

const print = async (): Promise<string> => {
  const { body } = await world.as(ME).get(`/forms/${request.formId}/pdf`).buffer(true).parse(bytes as never).expect(200); // prettier-ignore
  return (await extractText(await getDocumentProxy(new Uint8Array(body)), { mergePages: true })).text.replace(/\s+/g, ' ');
};

describe.each(ASKED)('an answer to « $label » ($says)', (asked) => {
  const { item, label, value, words, wrong, misdeclared } = asked;

  it.each(wrong)('charter C1.1: %j is refused, with what is wrong and where; nothing is kept of it', async (bad, message) => {
    const { status, body } = await requests.change(request, ME, [{ item, value: bad, base: 0 }]);
    expect({ status, items: body.items }).toEqual({ status: 422, items: [{ path: item, message: expect.stringMatching(message) }] });
    expect((await requests.form(request, ME)).values[item]).toBeUndefined();
  });

  it('charter C1.1: is saved, and read as it was saved', async () => {
    await requests.answer(request, ME, item, value);
    expect((await requests.form(request, ME)).values[item]).toBe(value);
  });

  it('charter C1.2: its history tells it in words', async () => {
    const { items } = await told(world.as(ME).get(`/forms/${request.formId}/history?item=${item}`));
    expect(items).toMatchObject([{ item, label, new: words }]);
  });

  it('charter C6.3: is printed as it is read', async () => expect(await print()).toContain(`${label} ${words}`));

  it('a protocol that says it wrong is refused, at its line', async () => {
    const [says, message] = misdeclared;
    const source = asking({ ...asked, says });
    const { status, body } = await world.as('gestionnaire').post('/protocol-versions').send({ source, fileName: 'p.yaml' });
    const line = source.slice(0, source.indexOf(`code: ${item},`)).split('\n').length;
    expect({ status, items: body.items }).toEqual({
      status: 422,
      items: [expect.objectContaining({ line, message: expect.stringMatching(message), fix: expect.stringMatching(/./) })],
    });
  });
});

it('the table of the answers has them in words, under their labels', async () => {
  await requests.sent(request, ME, 'pharmacien-a');
  const items = ASKED.map(({ item }) => item).join(',');
  const { text } = await world
    .as(OPERATOR)
    .get(`/review/values.csv?authorisationId=${world.authorisation('VYV')}&formCode=FAT&items=${items}`)
    .expect(200);
  const [heading, line] = text.slice(1).split('\r\n');
  const cells = (of: string | undefined) => of?.split(';').slice(4, 4 + ASKED.length);
  expect([cells(heading), cells(line)]).toEqual([ASKED.map(({ label }) => label), ASKED.map(({ words }) => words)]);
});

it('charter C1.2: the journal of the file has them in words, in its table too', async () => {
  const { items } = await told(world.as(ME).get(`/enrolments/${request.id}/journal`));
  const { text } = await world.as(ME).get(`/enrolments/${request.id}/journal.csv`).expect(200);
  for (const { label, words } of ASKED) {
    expect(JSON.stringify(items)).toContain(JSON.stringify({ label, new: words }).slice(1, -1));
    expect(text).toMatch(new RegExp(`${label};[^\\r]*${words}`));
  }
});

/** Collects the bytes of an answer. */
function bytes(
  answer: { on(event: string, heard: (chunk: Buffer) => void): unknown },
  done: (error: Error | null, body: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk) => chunks.push(chunk));
  answer.on('end', () => done(null, Buffer.concat(chunks)));
}
