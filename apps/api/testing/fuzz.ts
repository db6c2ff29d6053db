import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PROBLEMS } from '#kernel/api';
import { idOf, inAddress, valueOf, type Material, type Schema } from './fuzz-values.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** One thing that can be asked of the API. */
export interface FuzzRoute extends Operation {
  readonly method: string;
  readonly path: string;
}

/** A request, ready to be sent. */
export interface FuzzRequest {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer, as it is judged. */
export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Every operation of the document, and its schemas. */
export function readDocument(): { routes: readonly FuzzRoute[]; schemas: Readonly<Record<string, Schema>> } {
  const document = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  return { routes, schemas: document.components.schemas };
}

/** The request of this seed: the same for ever, as long as the material is. */
export function requestOf(route: FuzzRoute, material: Material, seed: number): FuzzRequest {
  const [request] = fc.sample(requests(route, material), { seed, numRuns: 1 });
  if (!request) throw new Error('Nothing was drawn.');
  return request;
}

const IF_MATCH = ['"1"', '"1"', '"2"', '"3"', '"0"', '*', 'W/"1"', '"x"', '"99999999999999999999"', '1'];

function requests({ method, path, parameters = [], requestBody }: FuzzRoute, material: Material): fc.Arbitrary<FuzzRequest> {
  const body = requestBody?.content['application/json']?.schema;
  const inPlace = (place: Parameter['in']) => parameters.filter((each) => each.in === place);
  const named = (list: readonly Parameter[], draw: (parameter: Parameter) => fc.Arbitrary<unknown>) =>
    fc.tuple(...list.map((each) => draw(each).map((value) => [each.name, value] as const)));
  return fc
    .record({
      path: named(inPlace('path'), () => idOf(material)),
      query: named(inPlace('query'), ({ schema = {} }) => fc.option(valueOf(schema, material))),
      ifMatch: fc.constantFrom(...IF_MATCH),
      key: fc.oneof({ weight: 5, arbitrary: fc.uuid() }, fc.constantFrom('short', 'x'.repeat(201))),
      body: body ? valueOf(body, material) : fc.constant(undefined),
    })
    .map(({ path: ids, query, ifMatch, key, body: drawn }) => {
      const filled = ids.reduce((address, [name, value]) => address.replace(`{${name}}`, inAddress(value) || '-'), path);
      const asked = query.flatMap(([name, value]) => (value === null || value === undefined ? [] : [`${name}=${inAddress(value)}`]));
      return {
        method,
        address: asked.length > 0 ? `${filled}?${asked.join('&')}` : filled,
        headers: { 'if-match': ifMatch, 'idempotency-key': key },
        ...(drawn !== undefined && { body: drawn }),
      };
    });
}

/** What only we may know: where in our code it happened, and what we asked of the database. */
const INSIDE =
  /node_modules|\bat (async )?[\w.<>]+ \(|\.[cm]?[jt]s:\d+|QueryFailed|TypeError|RangeError|SyntaxError|\bpg_|relation \\?"|SELECT .+ FROM|violates /;

const MEMBERS = new Set(['type', 'code', 'title', 'status', 'requestId', 'detail', 'rule', 'items']);

/** What is wrong with an answer; nothing, for most. `secrets`: ids that its reader may not learn. */
export function faultsOf({ status, type, text }: FuzzAnswer, request: FuzzRequest, secrets: readonly string[]): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`answers ${status}`);
  const sent = JSON.stringify(request);
  const learnt = secrets.filter((id) => text.includes(id) && !sent.includes(id));
  if (learnt.length > 0) faults.push(`tells a foreign id: ${learnt.join()}`);
  if (status < 400) return faults;
  if (INSIDE.test(text)) faults.push('tells of our inside');
  return [...faults, ...problemFaults(status, type, text)];
}

function problemFaults(status: number, type: string, text: string): string[] {
  if (!type.startsWith('application/problem+json')) return [`is refused by ${type || 'nothing'} rather than a problem`];
  const problem = JSON.parse(text) as Record<string, unknown>;
  const known = Object.entries(PROBLEMS).find(([code]) => code === problem['code']);
  const stray = Object.keys(problem).filter((name) => !MEMBERS.has(name));
  return [
    ...(known?.[1].status === status && problem['status'] === status
      ? []
      : [`is refused by the code ${String(problem['code'])} with ${status}`]),
    ...(problem['type'] === `urn:passerelle:problem:${String(problem['code'])}` && problem['requestId']
      ? []
      : ['is refused by half a problem']),
    ...(stray.length > 0 ? [`tells ${stray.join()} beside the problem`] : []),
  ];
}
