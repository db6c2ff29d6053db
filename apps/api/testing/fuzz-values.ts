import fc from 'fast-check';

/** A schema of the OpenAPI document, as far as requests use it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** What requests are made of: the document's schemas, and words and ids that mean something here. */
export interface Material {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly ids: readonly string[];
  readonly words: readonly string[];
}

const ODD_TEXTS = [
  ...['', ' ', '\u0000', '\ud83d', '\u200b', '\u2060', '\u0085', '\u202e', 'ẞÞ', '👩‍🔬', 'é'.normalize('NFD'), '\u00a0', '\r\n', '\t'],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE person; --',
    '%',
    '_',
    '%00',
    '%ff',
    '\\',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '${1}',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'null',
    'undefined',
    'true',
    'NaN',
    'Infinity',
    '-0',
    '1e400',
    '0x10',
  ],
  ...[
    '0',
    '-1',
    '1,5',
    '−2,5',
    '9007199254740993',
    '99999999999999999999',
    '2024-02-30',
    '0000-00-00',
    '10000-01-01',
    '2024',
    '2024-13',
    '1900-02-29',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '{}',
    '[]',
    'eyJhIjoxfQ',
    'W10',
    'x'.repeat(301),
    'x'.repeat(20_000),
  ],
];
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 31) - 1,
  [],
  {},
  [[]],
  [null],
  { a: { b: {} } },
  { length: 1 },
  { toString: 1 },
  { $gt: '' },
];

const oddText = () => fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ODD_TEXTS) }, fc.string({ unit: 'binary', maxLength: 40 }));

/** Values that a schema allows or nearly does, and now and then something else altogether. */
export function valueOf(schema: Schema, material: Material, depth = 0): fc.Arbitrary<unknown> {
  const odd = fc.oneof(oddText(), fc.constantFrom(...ODD_VALUES));
  return fc.oneof({ weight: 12, arbitrary: likely(schema, material, depth) }, { weight: 1, arbitrary: odd });
}

function likely(schema: Schema, material: Material, depth: number): fc.Arbitrary<unknown> {
  const found = schema.$ref ? material.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema.allOf?.[0];
  if (found) return valueOf(found, material, depth);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return objectOf(schema, material, depth);
    case 'array':
      return depth > 5 ? fc.constant([]) : fc.array(valueOf(schema.items ?? {}, material, depth + 1), { maxLength: 4 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? -5, max: Math.max(schema.minimum ?? -5, schema.maximum ?? 100) }),
        fc.maxSafeInteger(),
      );
    case 'string':
      return textOf(schema, material);
    default:
      return fc.oneof(textOf({}, material), fc.integer(), fc.constant(null), fc.constantFrom(...ODD_VALUES));
  }
}

function objectOf({ properties = {}, required = [] }: Schema, material: Material, depth: number): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, schema]) => {
    const presence = required.includes(name) ? 19 : 1;
    return fc
      .tuple(fc.boolean(), fc.integer({ min: 0, max: 19 }), valueOf(schema, material, depth + 1))
      .map(([tossed, chance, value]) => ((presence === 19 ? chance > 0 : tossed) ? [[name, value] as const] : []));
  });
  const stray = fc.oneof(
    { weight: 15, arbitrary: fc.constant([]) },
    oddText().map((name) => [[name, 1] as const]),
  );
  return fc.tuple(stray, ...members).map((parts) => Object.fromEntries(parts.flat()));
}

/** Text that may mean something: an id or a word that is there, a day, a text of about the length that is allowed. */
function textOf({ format, minLength = 0, maxLength = 60 }: Schema, { ids, words }: Material): fc.Arbitrary<string> {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const known = fc.constantFrom(...(format === 'uuid' ? ids : [...ids, ...words]));
  const free = fc.string({ minLength: Math.min(minLength, 50), maxLength: Math.min(maxLength + 1, 2000), unit: 'grapheme' });
  return fc.oneof(
    { weight: 4, arbitrary: known },
    { weight: format === 'date' ? 6 : 1, arbitrary: day },
    { weight: 2, arbitrary: free },
    oddText(),
  );
}

/** What stands in a path for an id: one that is there, most of the time. */
export function idOf({ ids }: Material): fc.Arbitrary<string> {
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, fc.uuid(), oddText());
}

/** What an address can carry of a value. */
export function inAddress(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.slice(0, 2000).replace(/\p{Cs}/gu, '\ufffd'));
}
