import { own } from '#kernel/domain';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { MarkView } from '#forms/api';
import { PROBLEMS, readConfig } from '#kernel/api';
import { AppModule } from './app.module.js';
import { API_PREFIX } from './create-app.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schema = Exclude<NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string], { $ref: string }>;

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * The API as seen from outside: made from the code alone, without a database. Sorted, so that the same API is always the same text.
 */
export async function describeApi(): Promise<OpenAPIObject> {
  const config = readConfig({ NODE_ENV: 'test', DATABASE_APP_URL: 'postgres://nowhere' });
  const app = await NestFactory.create(AppModule.with(config, { env: {} }), { preview: true, logger: false, abortOnError: false });
  app.setGlobalPrefix(API_PREFIX);
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Passerelle')
    .setVersion('1')
    .setDescription('Every answer that is not a success is an RFC 9457 problem with a stable `code` and a French `detail`.')
    .addCookieAuth('passerelle_session', { type: 'apiKey', in: 'cookie', name: 'passerelle_session' }, 'session')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'From the session.' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [MarkView],
  });
  mendOddTypes(document.components?.schemas ?? {});
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...PROBLEM_SCHEMAS },
    responses: PROBLEM_RESPONSE,
  };
  for (const item of Object.values(document.paths)) for (const verb of VERBS) if (item[verb]) complete(item[verb], verb !== 'get');
  return sorted(document) as OpenAPIObject;
}

/** What every route has, and its method need not say. */
function complete(operation: Operation, writes: boolean): void {
  const success = Object.values(operation.responses).filter((response) => response !== undefined && 'description' in response);
  for (const response of success) if (!response.description) response.description = 'Done.';
  operation.responses['default'] = { $ref: '#/components/responses/Problem' };
  operation.security = [writes ? { session: [], token: [] } : { session: [] }];
}

/** What the plugin cannot read in a type: records of views, and values of any shape. */
function mendOddTypes(schemas: Record<string, Schema | object>): void {
  for (const [name, property, odd] of ODD_TYPES) {
    const { properties } = (own(schemas, name) ?? {}) as Schema;
    const found = own(properties, property);
    if (!properties || !found) throw new Error(`${name}.${property} is no more: take it out of the odd types.`);
    const { description } = found as Schema;
    properties[property] = { ...odd, ...(description && { description }) };
  }
}

const MARKS: Schema = { type: 'object', additionalProperties: { $ref: '#/components/schemas/MarkView' } };
const ODD_TYPES: readonly (readonly [message: string, property: string, schema: Schema])[] = [
  ['FormView', 'marks', MARKS],
  ['ValuesSaved', 'marks', MARKS],
  ['ValueChange', 'value', {}],
];

const PROBLEM_SCHEMAS: Record<string, Schema> = {
  ProblemItem: {
    type: 'object',
    description: 'One datum concerned: where, and what.',
    required: ['path', 'message'],
    properties: { path: { type: 'string' }, message: { type: 'string' } },
    additionalProperties: true,
  },
  ProblemView: {
    type: 'object',
    description: 'Why the API said no.',
    required: ['type', 'code', 'title', 'status', 'requestId'],
    properties: {
      type: { type: 'string' },
      code: { type: 'string', enum: Object.keys(PROBLEMS) },
      title: { type: 'string' },
      status: { type: 'integer' },
      requestId: { type: 'string' },
      detail: { type: 'string', description: 'What happened, where, and what to do.' },
      rule: { type: 'string', description: 'The rule that refuses, e.g. `C5.4`.' },
      items: { type: 'array', items: { $ref: '#/components/schemas/ProblemItem' } },
    },
  },
};

const PROBLEM_RESPONSE = {
  Problem: { description: 'A problem.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } } },
};

/** Lists whose order says nothing. */
const UNORDERED = new Set(['enum', 'required']);

function sorted(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return UNORDERED.has(key) ? [...value].sort() : value.map((one) => sorted(one));
  if (typeof value !== 'object' || value === null) return value;
  // A property that is itself called « enum » or « required » is a schema, not a list: only lists are sorted above.
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner, name)]),
  );
}
