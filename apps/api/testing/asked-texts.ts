import { readDocument, type FuzzRoute } from './fuzz.js';
import type { Schema } from './fuzz-values.js';

/** A text that a route of the OpenAPI document takes, in its address or in its body. */
export interface AskedText {
  readonly method: string;
  readonly path: string;
  /** From the outside in; a list by its first place. */
  readonly at: readonly string[];
  readonly isInAddress: boolean;
  readonly schema: Schema;
}

/** Every text that every route takes. */
export function askedTexts(): readonly AskedText[] {
  const { routes, schemas } = readDocument();
  return routes.flatMap((route) => [...inAddress(route), ...inBody(route, schemas)]);
}

/** The request that sends this there, and nothing else. */
export function askedWith({ path, at, isInAddress }: AskedText, text: string): { address: string; body?: unknown } {
  const address = path.replace(/\{\w+\}/g, crypto.randomUUID());
  if (isInAddress) return { address: `${address}?${at[0]}=${encodeURIComponent(text)}` };
  const body = at.toReversed().reduce<unknown>((inner, name) => (name === '0' ? [inner] : { [name]: inner }), text);
  return { address, body };
}

function inAddress({ method, path, parameters = [] }: FuzzRoute): AskedText[] {
  return parameters.flatMap(({ name, in: place, schema = {} }) =>
    place === 'query' && typesOf(schema).includes('string') ? [{ method, path, at: [name], isInAddress: true, schema }] : [],
  );
}

function inBody({ method, path, requestBody }: FuzzRoute, schemas: Readonly<Record<string, Schema>>): AskedText[] {
  const body = requestBody?.content['application/json']?.schema ?? {};
  return textsOf(body, [], schemas).map(({ at, schema }) => ({ method, path, at, isInAddress: false, schema }));
}

function textsOf(
  schema: Schema,
  at: readonly string[],
  schemas: Readonly<Record<string, Schema>>,
): { at: readonly string[]; schema: Schema }[] {
  const refs = [schema, ...(schema.allOf ?? [])].flatMap(({ $ref }) => schemas[$ref?.split('/').at(-1) ?? ''] ?? []);
  return [
    ...refs.flatMap((each) => textsOf(each, at, schemas)),
    ...(typesOf(schema).includes('string') ? [{ at, schema }] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => textsOf(each, [...at, name], schemas)),
    ...(schema.items ? textsOf(schema.items, [...at, '0'], schemas) : []),
  ];
}

function typesOf({ type = [] }: Schema): readonly string[] {
  return typeof type === 'string' ? [type] : type;
}
