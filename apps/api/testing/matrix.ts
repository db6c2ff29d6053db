import { randomUUID } from 'node:crypto';
import type { Test } from 'supertest';
import { addDays, todayIn } from '#kernel/domain';
import type { Agent } from './agent.js';
import { FollowUp } from './follow-up.js';
import { readingBodies, readingThing } from './matrix-readings.js';
import { askedOf, QUERY_ADDRESSES, QUERY_BODIES, queryThings } from './matrix-queries.js';
import { VERSION_BODIES, versionThings } from './matrix-versions.js';
import { PERSONAS } from './personas.js';
import { Requests, told, type Request } from './requests.js';
import { routesOf, type Route } from './routes.js';
import { TransfersOf } from './transfers.js';
import { CENTRE_A, CENTRE_B, type World } from './world.js';

/** A thing that a route is asked about, as the table names it. */
interface Thing {
  readonly name: string;
  readonly id: string;
  /** What is sent, where it depends on the thing. */
  readonly body?: object;
  /** What its address asks for, where it depends on the thing. */
  readonly query?: string;
}

/** One line of the table: a route, the thing it is asked about, and what each person is answered. */
export interface Line {
  readonly route: string;
  readonly thing: string;
  readonly statuses: readonly number[];
  /** By which rule each was refused, empty when none was told. */
  readonly rules: readonly string[];
}

export const COLUMNS: readonly string[] = ['inconnu', ...PERSONAS.keys()];

/** Asks every route, as everyone, about what is theirs and what is not. Writes carry a version that is never the right one: who may act is told so (412). */
export async function askEverything(world: World): Promise<Line[]> {
  const things = await prepare(world);
  const lines: Line[] = [];
  for (const route of routesOf(world)) {
    if (route.requires === 'nothing') continue;
    for (const thing of things(route)) lines.push(await askEveryone(world, route, thing));
  }
  return lines;
}

async function askEveryone(world: World, route: Route, thing: Thing): Promise<Line> {
  const answers: Answer[] = [];
  // Those who only read do not wait for each other.
  if (route.method === 'GET') answers.push(...(await Promise.all(COLUMNS.map((name) => ask(world, route, thing, name)))));
  else for (const name of COLUMNS) answers.push(await ask(world, route, thing, name));
  const statuses = answers.map(({ status }) => status);
  return { route: `${route.method} ${route.path}`, thing: thing.name, statuses, rules: answers.map(({ body }) => body?.rule ?? '') };
}

interface Answer {
  readonly status: number;
  readonly body?: { readonly rule?: string };
}

async function ask(world: World, { method, path }: Route, { id, body, query: own }: Thing, name: string): Promise<Answer> {
  const verb = method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
  const agent = await agentOf(world, name, path);
  if (path === '/live') return opened(agent);
  const query = own ?? QUERIES[path.replace('.csv', '')]?.(world) ?? '';
  const asked: Test = agent.ask(verb, path.replace(':id', id).replace(':item', 'hors.put').replace(':mark', 'read') + query);
  if (verb === 'get') return asked;
  return asked
    .set('If-Match', '"0"')
    .set('Idempotency-Key', randomUUID())
    .send(body ?? bodyOf(world, `${method} ${path}`, id));
}

/** What an address asks for that must. */
const QUERIES: Readonly<Record<string, (world: World) => string>> = {
  ...QUERY_ADDRESSES,
  '/forms/:id/gaps': () => '?role=prescriber',
  '/dashboard/forms': () => '?work=late',
  '/dashboard/matrix': (world) => `?authorisationId=${world.authorisation('TEC')}`,
};

/** A stream has no end: its head is the answer. */
async function opened(agent: Agent): Promise<Answer> {
  const away = new AbortController();
  const headers = { cookie: agent.credentials?.cookie ?? '' };
  const answer = await fetch(`${agent.url}/api/v1/live`, { headers, signal: away.signal });
  const body = answer.ok ? {} : ((await answer.json()) as Answer['body']);
  away.abort();
  return { status: answer.status, ...(body && { body }) };
}

/** Signing out ends the session: it has one of its own. */
async function agentOf(world: World, name: string, path: string): Promise<Agent> {
  if (name === 'inconnu') return world.anyone();
  return path.startsWith('/session/') ? world.signIn(name) : world.as(name);
}

const NOWHERE = { fromCentreId: CENTRE_A, toCentreId: CENTRE_A, prescriberId: randomUUID(), askedBy: 'from', effectiveOn: '2026-01-01' };

/** Bodies that are well formed, and that change nothing a second time. */
function bodyOf(world: World, route: string, id: string): object {
  const authorisationId = world.authorisation('TEC');
  const bodies: Record<string, object> = {
    ...QUERY_BODIES,
    ...VERSION_BODIES,
    ...readingBodies(world),
    'POST /authorisations/:id/status': { status: 'suspended', reason: 'Essai de la matrice' },
    'POST /authorisations/:id/decisions': {
      kind: 'withdrawn',
      day: '2026-01-15',
      decidedOn: '2026-01-15',
      authority: 'has',
      document: 'Essai de la matrice',
    },
    'POST /authorisations/:id/decisions/cancel': { decisionId: randomUUID(), reason: 'Essai de la matrice' },
    'POST /authorisations/:id/relays': { laterId: id },
    'POST /authorisations/:id/relays/withdraw': { reason: 'Essai de la matrice' },
    // Of no list that anyone read: who may review is told that it has changed (409).
    'POST /access-review/finish': { list: '0'.repeat(64), designations: [], readings: [], left: [] },
    'POST /designations': { kind: 'pnm', authorisationId: id, designeeId: randomUUID() },
    'POST /designations/preview': { kind: 'pnm', authorisationId: id, designeeId: randomUUID() },
    'POST /enrolments': { authorisationId: id, prescriberId: randomUUID() },
    'POST /enrolments/:id/ansm-authorisations': { number: 'AAC-2026-000001', fromDay: '2026-01-05', untilDay: '2027-01-04' },
    'POST /enrolments/:id/ansm-authorisations/correction': {
      number: 'AAC-2026-000001',
      fromDay: '2026-01-05',
      untilDay: '2027-01-04',
      replaces: randomUUID(),
      reason: 'Essai de la matrice',
    },
    'POST /enrolments/:id/cancel': { reason: 'Essai de la matrice' },
    'POST /enrolments/:id/decision': { decision: 'favourable' },
    // No protocol has it: anyone who may open a form is told so (400), or that the number is not there yet (409).
    'POST /enrolments/:id/forms': { formCode: 'HORS_PUT' },
    // Nobody goes to where they are: who may transfer is told so.
    'POST /enrolments/:id/transfers': NOWHERE,
    'POST /enrolments/:id/transfers/preview': NOWHERE,
    'POST /transfers/:id/cancel': { reason: 'Essai de la matrice' },
    'POST /transfers/:id/receiver': { prescriberId: randomUUID() },
    'POST /transfers/:id/undo': { reason: 'Essai de la matrice' },
    'POST /forms/:id/carried': { section: 'hors.put', source: 'known' },
    'POST /forms/:id/carried/put-aside': { item: 'hors.put' },
    'POST /forms/:id/signing-intents': { role: 'prescriber', contentVersion: 0 },
    'POST /factor-resets': { personId: randomUUID(), reason: 'Essai de la matrice' },
    'POST /factor-resets/:id/decline': { reason: 'Essai de la matrice' },
    'POST /factor-resets/:id/retract': { reason: 'Essai de la matrice' },
    'POST /factor-resets/people': { search: 'essai de la matrice' },
    'POST /second-factor/code': { code: '000000' },
    'POST /second-factor/passkey': { credential: {} },
    'PATCH /second-factor/factors/:id': { label: 'Essai' },
    'POST /session/profile': { profileId: randomUUID() },
    'POST /staff/:id/decline': { reason: 'Essai de la matrice' },
    'POST /staff/:id/retract': { reason: 'Essai de la matrice' },
    'POST /staff': { familyName: '', givenName: '', email: '', subject: '', role: 'data-manager', authorisationIds: [authorisationId] },
    'POST /pv/dictionary/search': { search: 'essai' },
    'PATCH /forms/:id/values': { changes: [{ item: 'hors.put', value: 1, base: 0 }] },
    'PATCH /staff/:id': { authorisationIds: [authorisationId], active: true },
  };
  return bodies[route] ?? {};
}

/** Well formed for each act on a case. */
function caseBody(path: string, formId: string): object {
  if (path.endsWith('/transmit')) return { on: '2026-01-01', to: 'Essai de la matrice' };
  return path.endsWith('/undo-transmission') ? { formId, reason: 'Essai de la matrice' } : { formId };
}

/** A patient with a number, and a form of the follow-up in the place of the FAT. */
async function followedPatient(world: World): Promise<Request> {
  const follow = new FollowUp(world);
  const { request } = await follow.opened(await follow.granted(), 'prescripteur-a2', { formCode: 'FIT' });
  return request;
}

/** A FAT that names « nouveau », signed by a colleague in their stead, accepted; and the first form of its follow-up. They have signed nothing. */
async function namingSomeone(world: World): Promise<readonly [fat: Request, followed: Request]> {
  const follow = new FollowUp(world);
  const fat = await follow.requests.sent(await follow.requests.started('pharmacien-a', 'ENH', 'nouveau'), 'prescripteur-a2');
  await told(follow.requests.decide(fat, 'exploitant-2', { decision: 'favourable' }));
  return [fat, (await follow.opened(fat, 'prescripteur-a2', { formCode: 'FIT' })).request];
}

/** A declaration received from centre A: its form is forged, since no PUT of these has one. */
async function declaration(world: World): Promise<{ caseId: string; formId: string }> {
  const { formId, id } = await followedPatient(world);
  await world.db.query(`UPDATE form_record SET form_kind = 'EI' WHERE id = $1`, [formId]);
  await new Requests(world).answer({ id, formId }, 'prescripteur-a2', 'fit.administre', 'O');
  const [{ case_id: caseId }] = await world.db.query('SELECT case_id FROM pv_declaration WHERE form_id = $1', [formId]);
  return { caseId, formId };
}

/** The records of both centres, and which of them each route is asked about. */
async function prepare(world: World): Promise<(route: Route) => readonly Thing[]> {
  const requests = new Requests(world);
  const ofA = await requests.sent(await requests.started('prescripteur-a'));
  const draft = await requests.started('nouveau');
  const ofA2 = await requests.sent(await requests.started('prescripteur-a2', 'ENH'), 'prescripteur-a2');
  const ofB = await requests.sent(await requests.started('prescripteur-b'), 'prescripteur-b', 'pharmacien-b');
  const open = await requests.completed(await requests.started('prescripteur-a'));
  const followed = await followedPatient(world);
  const [naming, followedOfNamed] = await namingSomeone(world);
  const declared = await declaration(world);
  const designation = await told(
    world
      .as('pharmacien-a')
      .post('/designations')
      .set('Idempotency-Key', randomUUID())
      .send({ kind: 'pnm', authorisationId: world.authorisation('TEC'), designeeId: world.person('pnm-a').id }),
    201,
  );
  const coming = await new TransfersOf(world).made(followed, { effectiveOn: addDays(todayIn('Europe/Paris', new Date()), 90) });
  const queries = await queryThings(world, { sent: ofA, draft, followed, ofB, naming, followedOfNamed });
  const { protocolVersionId } = await requests.form(ofA, 'prescripteur-a');
  const reading = await readingThing(world);
  const versions = await versionThings(world, protocolVersionId);
  const { id: intent } = await told(requests.intend(open, 'prescripteur-a', 'prescriber'), 201);

  const named: readonly (readonly [string, Request])[] = [
    [`TEC de A, envoyée (${CENTRE_A})`, ofA],
    ['TEC de A, brouillon de « nouveau »', draft],
    ['TEC de A, à signer', open],
    ['ENH de A, envoyée', ofA2],
    ['ENH de A, accordée ; sa fiche d’initiation', followed],
    ['ENH de A, accordée ; nomme « nouveau », qui n’a rien signé', naming],
    ['ENH de A, accordée ; une fiche de suivi de la même', followedOfNamed],
    [`TEC de B, envoyée (${CENTRE_B})`, ofB],
  ];
  const authorisations = ['TEC', 'ENH', 'VYV'].map((code) => ({ name: code, id: world.authorisation(code) }));
  const nothing = { name: 'ce qui n’existe pas', id: randomUUID() };

  return ({ method, path }) => {
    if (path.startsWith('/enrolments/:id')) return [...named.map(([name, { id }]) => ({ name, id })), nothing];
    // A browser draws each page: one form of each centre is enough.
    if (path === '/forms/:id/pdf')
      return [named[0], named[4], named[6], named[7]]
        .flatMap((each) => (each ? [{ name: each[0], id: each[1].formId }] : []))
        .concat(nothing);
    if (path.startsWith('/forms/:id')) return [...named.map(([name, { formId: id }]) => ({ name, id })), nothing];
    if (path.startsWith('/authorisations/:id')) return [...authorisations, nothing];
    if (method === 'POST' && ['/enrolments', '/designations', '/designations/preview'].includes(path)) return authorisations;
    if (path.startsWith('/queries/:id')) return [...queries, nothing];
    if (path.startsWith('/notifications/:id')) return [nothing];
    if (path.startsWith('/bulk-acts/:id') || path.startsWith('/query-filters/:id')) return [nothing];
    if (`${method} ${path}` === 'POST /queries') return named.map(([name, request]) => ({ name, id: '', body: askedOf(request) }));
    if (path.startsWith('/designations/:id')) return [{ name: 'pnm-a pour TEC', id: designation.id }, nothing];
    if (path.startsWith('/pv/cases/:id')) {
      const body = caseBody(path, declared.formId);
      return [
        { name: 'déclaration de A sous ENH', id: declared.caseId, body },
        { ...nothing, body },
      ];
    }
    if (path.startsWith('/pv/declarations/:id')) return [{ name: 'fiche déclarée de A sous ENH', id: declared.formId }, nothing];
    if (path.startsWith('/transfers/:id')) return [{ name: 'de A vers B sous ENH, à venir', id: coming.id }, nothing];
    if (path.startsWith('/factor-resets/:id') || path.startsWith('/second-factor/factors/:id')) return [nothing];
    if (path.startsWith('/read-grants/:id')) return [reading, nothing];
    if (path.startsWith('/staff/:id')) return [{ name: 'data-manager', id: world.person('data-manager').id }, nothing];
    if (path.startsWith('/protocol-passages/:id')) return [nothing];
    if (path.startsWith('/protocol-versions/:id')) return versions(path);
    if (path.startsWith('/signing-intents/:id')) return [{ name: 'de prescripteur-a', id: intent }, nothing];
    return [{ name: '', id: '' }];
  };
}
