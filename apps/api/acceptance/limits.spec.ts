import { NO_SUCH_DAY, say, tooLong, type KernelMessage } from '#kernel/domain';
import { declaredItems } from '#protocols/domain';
import { askedTexts, askedWith, type AskedText } from '../testing/asked-texts.js';
import { Requests, told } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const EVERYONE = ['gestionnaire', 'data-manager', 'exploitant', 'prescripteur-a', 'pharmacien-a', 'pnm-a', 'administrateur'];
const MEGABYTE = 1_000_000;
/** What pages and programs send, and nobody writes: that it is none of theirs is what there is to say of it. */
const CODES = /(?:^|\.)(?:subjectId|section|item|form|from|to|centreId|cursor)$/;
/** Taken by the person who holds the tablet that was handed over, and by nobody else. */
const OF_A_PATIENT = /^\/api\/v1\/questionnaire\//;

interface Refusal {
  readonly code: string;
  readonly items?: readonly { readonly path: string; readonly message: string }[];
}

/** What is said of it to the first who may ask such a thing at all. */
async function refusalOf(asked: AskedText, text: string): Promise<Refusal> {
  const { address, body } = askedWith(asked, text);
  for (const name of EVERYONE) {
    const answer = await fetch(`${world.url}${address}`, {
      method: asked.method,
      headers: {
        cookie: world.as(name).credentials?.cookie ?? '',
        'x-csrf-token': world.as(name).credentials?.csrf ?? '',
        'if-match': '"1"',
        'idempotency-key': crypto.randomUUID(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const said = (await answer.json()) as Refusal;
    if (answer.status !== 403 && answer.status !== 404) return said;
  }
  return { code: 'nobody may' };
}

const saidOf = ({ items = [] }: Refusal, at: readonly string[]) =>
  items.flatMap(({ path, message }) => (path === at.join('.') ? [message] : []));
const isCode = ({ path, at }: AskedText) => CODES.test(at.join('.')) && !path.endsWith('/transmit');
const nameOf = ({ method, path, at }: AskedText) => `${method} ${path} ${at.join('.')}`;
const written = async () => (await world.db.query('SELECT count(*)::int AS count FROM journal_entry')) as unknown;

const texts = askedTexts().filter(({ path }) => !OF_A_PATIENT.test(path));
const limited = texts.filter(({ schema }) => schema.maxLength !== undefined && schema.pattern === undefined);
const days = texts.filter(({ schema }) => schema.format === 'date');

describe('a text of a request', () => {
  it('that is one character too long is refused, by its path, with the limit; nothing is cut, nothing is written', async () => {
    const before = await written();
    const wrong: string[] = [];
    expect(limited.length).toBeGreaterThan(25);
    for (const asked of limited) {
      const max = asked.schema.maxLength ?? 0;
      const refusal = await refusalOf(asked, 'a'.repeat(max + 1));
      const said = saidOf(refusal, asked.at)
        .join(' ')
        .replace(/[\s\u202f]/g, '');
      const saysLimit = said.includes(max === MEGABYTE ? '1Moauplus' : String(max));
      if (said === '' || !(saysLimit || isCode(asked))) wrong.push(`${nameOf(asked)}: ${JSON.stringify(refusal)}`);
    }
    expect(wrong).toEqual([]);
    expect(await written()).toEqual(before);
  });

  it('that people write has a limit, said in the API’s document', () => {
    const free = texts.filter(({ schema, isInAddress }) => !isInAddress && isFree(schema) && schema.maxLength === undefined);
    // Cursors are made by the server; a state is one of a list.
    expect(free.map(({ at }) => at.at(-1)).filter((name) => name !== 'cursor' && name !== 'state')).toEqual([]);
  });
});

describe('an answer of a form', () => {
  it('that is one character too long is refused, whichever item it answers, and nothing of it is kept', async () => {
    const requests = new Requests(world);
    const fat = await requests.started();
    const { forms } = await requests.protocol(fat, 'prescripteur-a');
    const form = forms.find(({ code }) => code === 'FAT');
    const texts = (form ? declaredItems(form) : []).flatMap(({ item, group }) =>
      !group && (item.type === 'text' || item.type === 'long') && item.format === undefined ? [item] : [],
    );
    expect(texts.length).toBeGreaterThan(2);
    const before = await requests.kept(fat);
    for (const { code, maxLength } of texts) {
      const base = (await requests.form(fat, 'prescripteur-a')).marks[code]?.seq ?? 0;
      const value = 'a'.repeat(maxLength + 1);
      const { code: problem, items } = await told(requests.change(fat, 'prescripteur-a', [{ item: code, value, base }]), 422);
      expect([problem, items]).toEqual([
        'unprocessable-values',
        [{ path: code, message: say(tooLong(value, maxLength) as KernelMessage) }],
      ]);
    }
    expect(await requests.kept(fat)).toEqual(before);
  });
});

function isFree({ pattern, format, enum: choices }: AskedText['schema']): boolean {
  return pattern === undefined && format === undefined && choices === undefined;
}

describe('a day of a request', () => {
  it.each([
    ['2026-02-30', say(NO_SUCH_DAY)],
    ['30/06/2027', say(NO_SUCH_DAY)],
    ['2026', say(NO_SUCH_DAY)],
    ['1026-11-29', '29/11/1026 est trop tôt'],
    ['2926-11-29', '29/11/2926 est trop tard'],
  ])('is one that the calendar has and that someone may mean: %s is refused everywhere in the same words', async (day, words) => {
    expect(days.length).toBeGreaterThan(8);
    for (const asked of days) {
      const [said = ''] = saidOf(await refusalOf(asked, day), asked.at);
      expect([nameOf(asked), said.slice(0, words.length)]).toEqual([nameOf(asked), words]);
    }
  });
});
