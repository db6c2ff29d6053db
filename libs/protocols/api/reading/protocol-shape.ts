import { own } from '#kernel/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { KINDS, meantBy, publicCode, type ProtocolProblem } from '#protocols/domain';
import type { Remedy, Wanted } from '../messages.fr.js';
import { protocolsFolder } from '../protocols-folder.js';
import type { FileMessage } from '../say.js';

/** A problem of shape; `onKey` when it is the name of the property that is wrong, not its value. */
export type ShapeProblem = ProtocolProblem<FileMessage> & { readonly onKey: boolean };

/**
 * What is wrong with the shape of a document, by the published schema `protocol.schema.json`.
 * @param most no more are looked for
 */
export function shapeProblems(content: unknown, most: number): readonly ShapeProblem[] {
  const validate = compiled();
  if (validate(content)) return [];
  const found = new Map<string, ShapeProblem>();
  for (const error of validate.errors ?? []) {
    const problem = problemOf(error, content);
    if (problem) found.set(JSON.stringify(problem), problem);
    if (found.size === most) break;
  }
  return [...found.values()];
}

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

function problemOf(error: ErrorObject, content: unknown): ShapeProblem | undefined {
  const path = pathOf(error.instancePath, content);
  const at = (says: FileMessage, name?: string): ShapeProblem => ({
    path: name === undefined ? path : [...path, name],
    code: publicCode(says),
    says,
    onKey: name !== undefined,
  });
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const known = propertiesOf(error.parentSchema as Schema);
      // A known property only counts as unknown because something else beside it is wrong, which is told for itself.
      return known.includes(name) ? undefined : at({ code: 'unknown-property', params: { name, meant: meantBy(name, known) } }, name);
    }
    case 'propertyNames': {
      const name = String(params['propertyName']);
      return at({ code: 'wrong-name', params: { name } }, name);
    }
    case 'required':
      if (params['missingProperty'] === 'times') return at({ code: 'missing-property/times' });
      return at({ code: 'missing-property', params: { name: String(params['missingProperty']) } });
    case 'enum': {
      const allowed = (params['allowedValues'] as unknown[]).map(String);
      return at({ code: 'unknown-word', params: { meant: meantBy(String(error.data), allowed) } });
    }
    case 'const':
      return at({ code: 'unknown-word/only', params: { allowed: String(params['allowedValue']) } });
    case 'discriminator':
      return at({ code: 'unknown-type', params: { type: String(params['tagValue']), known: [...Object.keys(KINDS), 'group'] } });
    case 'type': {
      const wanted = [params['type']].flat().map(String);
      return at({ code: 'wrong-type/value', params: { wanted, remedy: remedyOf(wanted, error.data) } });
    }
    case 'pattern':
      return at({ code: 'wrong-format', params: { text: String(error.data), wanted: wantedBy(error) } });
    case 'minProperties':
    case 'maxProperties':
      return at({ code: 'one-word' });
    // These only say that one of their branches failed, which is told for itself. Names of properties too.
    case 'if':
    case 'oneOf':
    case 'dependentSchemas':
      return undefined;
    default: {
      const { keyword, message = keyword } = error;
      return at({ code: 'out-of-bounds', params: { keyword, limit: params['limit'], why: message } });
    }
  }
}

/** What makes a value right that is of another type; quotes only where they do. */
function remedyOf(wanted: readonly string[], data: unknown): Remedy {
  if (typeof data === 'number' && !Number.isFinite(data)) return 'finite';
  if (wanted.includes('string') && (typeof data === 'number' || typeof data === 'boolean')) return 'quoted';
  const isNumber = wanted.some((type) => type === 'number' || type === 'integer');
  return isNumber && typeof data === 'string' && /^-?\d/.test(data) ? 'unquoted' : 'other';
}

/** The description that the schema gives of a form, which is written for people. */
function wantedBy(error: ErrorObject): Wanted {
  const { description } = (error.parentSchema ?? {}) as { description?: string };
  return description === undefined ? { pattern: String((error.params as { pattern?: string }).pattern) } : { description };
}

function propertiesOf(schema: Schema): readonly string[] {
  const referred = schema.$ref?.startsWith('#/$defs/') ? own(published().$defs, schema.$ref.slice('#/$defs/'.length)) : undefined;
  return [
    ...Object.keys(schema.properties ?? {}),
    ...(referred ? propertiesOf(referred) : []),
    ...(schema.allOf ?? []).flatMap(propertiesOf),
  ];
}

/** `/forms/0/code` → `['forms', 0, 'code']`. */
function pathOf(pointer: string, content: unknown): readonly (string | number)[] {
  let at = content;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const step = part.replace(/~1/g, '/').replace(/~0/g, '~');
      const isIndex = Array.isArray(at);
      at = own(at as Record<string, unknown> | undefined, step);
      return isIndex ? Number(step) : step;
    });
}

let validator: ValidateFunction | undefined;
let schema: (Schema & { $defs: Readonly<Record<string, Schema>> }) | undefined;

function compiled(): ValidateFunction {
  validator ??= new Ajv2020({
    allErrors: true,
    verbose: true,
    discriminator: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
  }).compile(published());
  return validator;
}

function published(): NonNullable<typeof schema> {
  schema ??= JSON.parse(readFileSync(join(protocolsFolder(), 'protocol.schema.json'), 'utf8')) as NonNullable<typeof schema>;
  return schema;
}
