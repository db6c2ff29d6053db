import { own } from '#kernel/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { KINDS, suggestion, type ProtocolProblem } from '#protocols/domain';
import { protocolsFolder } from './protocols-folder.js';

/** A problem of shape; `onKey` when it is the name of the property that is wrong, not its value. */
export type ShapeProblem = ProtocolProblem & { readonly onKey: boolean };

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
  const at = (code: string, message: string, fix: string, name?: string): ShapeProblem => ({
    path: name === undefined ? path : [...path, name],
    code,
    message,
    fix,
    onKey: name !== undefined,
  });
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const known = propertiesOf(error.parentSchema as Schema);
      // A known property only counts as unknown because something else beside it is wrong, which is told for itself.
      return known.includes(name)
        ? undefined
        : at('unknown-property', `La propriété « ${name} » n’existe pas ici.`, suggestion(name, known), name);
    }
    case 'propertyNames':
      return at(
        'wrong-name',
        `Le nom « ${String(params['propertyName'])} » n’est pas admis ici.`,
        'Employez des majuscules, des chiffres et des soulignés.',
        String(params['propertyName']),
      );
    case 'required':
      if (params['missingProperty'] === 'times')
        return at(
          'missing-property',
          'Cette visite se répète sans fin.',
          'Ajoutez times\u00a0: le nombre de fois où elle revient, tant que l’arrêt définitif ne l’interrompt pas.',
        );
      return at(
        'missing-property',
        `Il manque la propriété « ${String(params['missingProperty'])} ».`,
        `Ajoutez ${String(params['missingProperty'])} :`,
      );
    case 'enum':
      return at(
        'unknown-word',
        `Cette valeur n’est pas admise.`,
        suggestion(String(error.data), (params['allowedValues'] as unknown[]).map(String)),
      );
    case 'const':
      return at('unknown-word', 'Cette valeur n’est pas admise.', `Écrivez ${String(params['allowedValue'])}.`);
    case 'discriminator':
      return at(
        'unknown-type',
        `Le type « ${String(params['tagValue'])} » n’existe pas.`,
        `Types : ${[...Object.keys(KINDS), 'group'].join(', ')}.`,
      );
    case 'type':
      return at('wrong-type', `Il faut ici ${typeWords(params['type'])}.`, typeFix(params['type'], error.data));
    case 'pattern':
      return at('wrong-format', `« ${String(error.data)} » n’a pas la forme attendue.`, formOf(error));
    case 'minProperties':
    case 'maxProperties':
      return at('one-word', 'Une condition ou un calcul s’écrit avec un mot, et un seul.', 'Employez all ou any pour en réunir plusieurs.');
    // These only say that one of their branches failed, which is told for itself. Names of properties too.
    case 'if':
    case 'oneOf':
    case 'dependentSchemas':
      return undefined;
    default:
      return at(
        'out-of-bounds',
        own(LIMITS, error.keyword)?.(params['limit']) ?? `Cette valeur ne convient pas (${error.message ?? error.keyword}).`,
        'Corrigez la valeur.',
      );
  }
}

const LIMITS: Readonly<Record<string, (limit: unknown) => string>> = {
  minLength: (limit) => `Il faut au moins ${limit} caractère.`,
  maxLength: (limit) => `Il faut au plus ${limit} caractères.`,
  minItems: (limit) => `Il faut au moins ${limit} élément(s).`,
  maxItems: (limit) => `Il faut au plus ${limit} éléments.`,
  minimum: (limit) => `Il faut au moins ${limit}.`,
  maximum: (limit) => `Il faut au plus ${limit}.`,
  uniqueItems: () => 'Le même élément est écrit deux fois.',
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'un texte',
  number: 'un nombre',
  integer: 'un entier',
  boolean: 'true ou false',
  array: 'une liste',
  object: 'un objet (propriété : valeur)',
};

function typeWords(types: unknown): string {
  return (Array.isArray(types) ? types : [types]).map((type) => own(TYPE_WORDS, String(type)) ?? String(type)).join(' ou ');
}

/** What to do about a value of another type; quotes only where they make it right. */
function typeFix(types: unknown, data: unknown): string {
  const expected = Array.isArray(types) ? types.map(String) : [String(types)];
  if (typeof data === 'number' && !Number.isFinite(data)) return 'Écrivez un nombre fini\u00a0: .nan et .inf n’en sont pas.';
  if (expected.includes('string') && (typeof data === 'number' || typeof data === 'boolean')) return 'Mettez la valeur entre guillemets.';
  if (expected.some((type) => type === 'number' || type === 'integer') && typeof data === 'string' && /^-?\d/.test(data))
    return 'Retirez les guillemets, et écrivez les décimales avec un point.';
  return 'Corrigez la valeur ou son retrait.';
}

/** The description that the schema gives of a form, which is written for people. */
function formOf(error: ErrorObject): string {
  const { description } = (error.parentSchema ?? {}) as { description?: string };
  return description ?? `Forme attendue : ${String((error.params as { pattern?: string }).pattern)}`;
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
