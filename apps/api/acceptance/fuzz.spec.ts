import { faultsOf, readDocument, requestOf, type FuzzRequest } from '../testing/fuzz.js';
import type { Material } from '../testing/fuzz-values.js';
import type { Agent } from '../testing/agent.js';
import { Requests } from '../testing/requests.js';
import { World } from '../testing/world.js';

/**
 * Every route of the OpenAPI document, asked by everyone, with what its schema allows and with what it does not. `FUZZ_SECONDS` for longer than a
 * minute, `FUZZ_SEED` for other requests; a failure says its rank, and `FUZZ_FROM` begins there.
 */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 60);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_129);
const FROM = Number(process.env['FUZZ_FROM'] ?? 0);
/** Enough to mend; the rest of a run would tell the same. */
const ENOUGH = 25;

/** Those who may see what was done in centre A under TEC, and those who may not. */
const INSIDERS = ['prescripteur-a', 'pharmacien-a', 'pnm-a', 'exploitant', 'data-manager', 'gestionnaire'];
const OUTSIDERS = ['prescripteur-b', 'pharmacien-b', 'exploitant-2', 'administrateur', 'nouveau'];
const EVERYONE = [...INSIDERS, ...OUTSIDERS, ''];

/** They end, or change, the very session that asks; a stream ends only with it; a browser draws each document. */
const APART = /^\/api\/v1\/(session\/(sign-out|profile|sign-outs?)|live$)|\/pdf$/;

/** Where people read what they asked for themselves, be it refused. */
const OWN_LOG = /^\/api\/v1\/my-access-log/;

let world: World;
let material: Material;
let secrets: readonly string[];
const agents = new Map<string, Agent>();

beforeAll(async () => {
  world = await World.open();
  const requests = new Requests(world);
  const sent = await requests.sent(await requests.started('prescripteur-a'));
  const open = await requests.completed(await requests.started('prescripteur-a'));
  const elsewhere = await requests.sent(await requests.started('prescripteur-b'), 'prescripteur-b', 'pharmacien-b');
  const patients: { id: string }[] = await world.db.query('SELECT patient_id AS id FROM enrolment WHERE id = ANY($1)', [
    [sent.id, open.id],
  ]);
  secrets = [sent, open].flatMap(({ id, formId }) => [id, formId]).concat(patients.map(({ id }) => id));
  const texts = await Promise.all([
    world.as('prescripteur-a').get(`/forms/${open.formId}`),
    world.as('gestionnaire').get('/authorisations'),
    world.as('prescripteur-a').get(`/enrolments/${sent.id}`),
  ]);
  const words = new Set(texts.flatMap(({ body }) => [...wordsOf(body)]));
  const ids = [...words].filter((word) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(word));
  material = {
    schemas: readDocument().schemas,
    ids: [
      ...new Set([...ids, ...secrets, elsewhere.id, elsewhere.formId, ...EVERYONE.filter(Boolean).map((name) => world.person(name).id)]),
    ],
    words: [...words].slice(0, 400),
  };
});
afterAll(() => world?.close());

/** Names and short texts of an answer: codes of items and of choices among them. */
function* wordsOf(value: unknown): Generator<string> {
  if (typeof value === 'string' && value.length > 0 && value.length <= 40) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    if (!Array.isArray(value)) yield name;
    yield* wordsOf(each);
  }
}

async function agentOf(name: string): Promise<Agent> {
  const known = agents.get(name);
  if (known) return known;
  const agent = name === '' ? world.anyone() : await world.signIn(name);
  agents.set(name, agent);
  return agent;
}

async function ask(agent: Agent, { method, address, headers, body }: FuzzRequest) {
  const answer = await fetch(`${world.url}${address}`, {
    method,
    redirect: 'manual',
    headers: {
      ...headers,
      ...(agent.credentials && { cookie: agent.credentials.cookie, 'x-csrf-token': agent.credentials.csrf }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

describe('whatever is asked', () => {
  it(
    'is answered without failing, without a word on our inside, and without a foreign id',
    async () => {
      const routes = readDocument().routes.filter(({ path }) => !APART.test(path));
      const faults: string[] = [];
      const opened = new Set<string>();
      const named = new Map<string, string>();
      const until = performance.now() + SECONDS * 1000;
      // Each route by someone else at each turn; all of them twice at least, however slow the machine.
      let rank = FROM;
      for (; (performance.now() < until || rank - FROM < 2 * routes.length) && faults.length < ENOUGH; rank++) {
        const route = routes[rank % routes.length];
        const name = EVERYONE[(rank + Math.floor(rank / routes.length)) % EVERYONE.length] ?? '';
        if (!route) throw new Error('There is no route.');
        const request = requestOf(route, material, SEED + rank);
        const answer = await ask(await agentOf(name), request);
        if (answer.status < 300) opened.add(`${route.method} ${route.path}`);
        // An act may have ended the session that did it, or handed it to a patient: the next comes in again.
        if (answer.status === 401 || /"code":"(handed-over|csrf|profile-not-chosen)"/.test(answer.text)) agents.delete(name);
        named.set(name, `${named.get(name) ?? ''}\n${JSON.stringify(request)}`);
        // Their own log tells people what they named and were refused.
        const told = OWN_LOG.test(route.path) ? (named.get(name) ?? '') : '';
        const foreign = OUTSIDERS.includes(name) || name === '' ? secrets.filter((id) => !told.includes(id)) : [];
        const wrong = faultsOf(answer, request, foreign);
        if (wrong.length > 0)
          faults.push(`${rank} (${name || 'a stranger'}) ${JSON.stringify(request).slice(0, 600)}: ${wrong.join('; ')}`);
      }
      expect(faults).toEqual([]);
      expect(rank - FROM).toBeGreaterThanOrEqual(routes.length);
      // It goes past the door: a fuzz that is only ever refused proves little.
      expect(opened.size).toBeGreaterThan(5);
    },
    (SECONDS + 600) * 1000,
  );
});

describe('what judges answers', () => {
  const asked: FuzzRequest = { method: 'GET', address: '/api/v1/forms/a', headers: {} };
  const problem = (more: object = {}) =>
    JSON.stringify({ type: 'urn:passerelle:problem:not-found', code: 'not-found', title: 't', status: 404, requestId: 'r', ...more });
  const judge = (status: number, text: string, type = 'application/problem+json; charset=utf-8') =>
    faultsOf({ status, type, text }, asked, ['5b1c9c0e-foreign']);

  it('finds nothing wrong with a refusal that is one', () => expect(judge(404, problem())).toEqual([]));

  it.each([
    ['a failure', 500, problem({ code: 'unexpected', status: 500, type: 'urn:passerelle:problem:unexpected' }), /answers 500/],
    ['a place in our code', 404, problem({ detail: 'at Forms.read (/app/dist/libs/forms/api/forms.js:12:3)' }), /inside/],
    ['what the database says', 404, problem({ detail: 'relation "person" does not exist' }), /inside/],
    ['another status than the code’s', 403, problem(), /not-found with 403/],
    ['a member too many', 404, problem({ stack: '' }), /tells stack/],
    ['a foreign id', 200, '{"id":"5b1c9c0e-foreign"}', /foreign id/],
  ])('finds %s', (_what, status, text, fault) => expect(judge(status, text).join()).toMatch(fault));

  it('finds a refusal that is no problem', () => expect(judge(400, '<html>', 'text/html').join()).toMatch(/rather than a problem/));

  it('draws the same request of the same seed', () => {
    const [route] = readDocument().routes.filter(({ method }) => method === 'PATCH');
    if (!route) throw new Error('There is no route.');
    expect(requestOf(route, material, 7)).toEqual(requestOf(route, material, 7));
    expect(requestOf(route, material, 7)).not.toEqual(requestOf(route, material, 8));
  });
});
