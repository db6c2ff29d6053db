import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { KINDS, type Item, type ItemKind, type ItemSchema } from '#protocols/domain';
import { protocolsFolder } from '../protocols-folder.js';
import { readProtocol } from './read-protocol.js';
import { tell } from '../say.js';

const FILE = join(protocolsFolder(), 'protocol.schema.json');

interface Published {
  $defs: Record<string, unknown> & { content: { oneOf: unknown[] }; rowItem: { oneOf: unknown[] } };
}
const published = () => JSON.parse(readFileSync(FILE, 'utf8')) as Published;

/** The published schema with what the kinds say of their items in it. */
function withKinds(schema: Published): Published {
  const families = new Map<ItemSchema, ItemKind[]>();
  for (const [kind, { schema: its }] of Object.entries(KINDS)) families.set(its, [...(families.get(its) ?? []), kind as ItemKind]);
  const definitions = [...families].map(([{ name, description, properties, required }, kinds]) => [
    name,
    {
      description,
      type: 'object',
      allOf: [{ $ref: '#/$defs/anyItem' }],
      properties: { type: kinds.length > 1 ? { enum: kinds } : { const: kinds[0] }, ...properties },
      required,
      unevaluatedProperties: false,
    },
  ]);
  const others = Object.entries(schema.$defs).filter(([, its]) => !isItem(its));
  const before = others.findIndex(([name]) => name === 'check');
  const items = definitions.map(([name]) => ({ $ref: `#/$defs/${name}` }));
  const $defs = Object.fromEntries([...others.slice(0, before), ...definitions, ...others.slice(before)]) as Published['$defs'];
  $defs.content = { ...$defs.content, oneOf: [...items, { $ref: '#/$defs/group' }] };
  $defs.rowItem = { ...$defs.rowItem, oneOf: items };
  return { ...schema, $defs };
}

function isItem(definition: unknown): boolean {
  return JSON.stringify((definition as { allOf?: unknown }).allOf) === '[{"$ref":"#/$defs/anyItem"}]';
}

it('the published schema says of items what their kinds say (UPDATE_GOLDEN=1 writes it again)', async () => {
  const told = await format(JSON.stringify(withKinds(published()), null, 2), { parser: 'json', printWidth: 140 });
  if (process.env['UPDATE_GOLDEN']) writeFileSync(FILE, told);
  expect(readFileSync(FILE, 'utf8')).toBe(told);
});

const base = { code: 'essai', label: 'Essai', place: 'Annexe 1', reliability: 'T' };
/** An item of each kind that says what it must, and what it may. */
const ITEMS: { readonly [K in ItemKind]: { readonly least: object; readonly most: object } } = {
  text: { least: { maxLength: 20 }, most: { maxLength: 20, format: 'letters', length: 3 } },
  long: { least: { maxLength: 20 }, most: { maxLength: 20_000 } },
  int: { least: {}, most: { unit: 'cm', min: 1, max: 9 } },
  dec: { least: {}, most: { unit: 'kg', min: 0.5, max: 9.5, digits: 1 } },
  date: { least: {}, most: { notBefore: { date: '2026-01-01' }, notAfter: 'today' } },
  month: { least: {}, most: { notBefore: { date: '2026-01-01' }, notAfter: 'today' } },
  partialDate: { least: {}, most: { notBefore: { date: '2026-01-01' }, notAfter: 'today' } },
  time: { least: {}, most: { min: '08:00', max: '20:00' } },
  dateTime: { least: {}, most: { notBefore: { date: '2026-01-01' }, notAfter: 'today' } },
  choice: { least: { list: 'CYTO' }, most: { list: 'CYTO' } },
  multi: { least: { list: 'CYTO' }, most: { list: 'CYTO', exclusive: 'HAUT' } },
  on: { least: {}, most: {} },
  oni: { least: {}, most: {} },
  calc: { least: { result: 'int', formula: 1 }, most: { result: 'dec', unit: 'kg', formula: { sum: [1, 2] } } },
};

/** What is told of a protocol that has this item more, at that item. */
function problemsOf(item: object) {
  const read = readProtocol(readFileSync(join(protocolsFolder(), 'shipped', 'tecvayli.yaml'), 'utf8'), 'p.yaml');
  if (!read.ok) throw new Error('unreadable');
  const [first, ...others] = read.protocol.forms;
  const [section, ...sections] = first?.sections ?? [];
  const more = { ...section, content: [...(section?.content ?? []), { ...base, ...item } as Item] };
  const tried = readProtocol(JSON.stringify({ ...read.protocol, codeLists: { ...read.protocol.codeLists, CYTO: LIST }, forms: [{ ...first, sections: [more, ...sections] }, ...others] }, null, 1), 'p.json'); // prettier-ignore
  return tried.ok ? [] : tried.problems.map(({ code, says }) => ({ code, message: tell(says).message }));
}
const LIST = [{ code: 'HAUT', label: 'Haut' }];

describe.each(Object.entries(ITEMS))('an item of kind %s', (type, { least, most }) => {
  it('is taken with as little and as much as its kind says', () => {
    expect([least, most].flatMap((item) => problemsOf({ type, ...item }))).toEqual([]);
  });

  it('is refused without what its kind asks, by the name of what is missing', () => {
    const asked = KINDS[type as ItemKind].schema.required.filter((name) => name !== 'type');
    for (const name of asked)
      expect(problemsOf({ type, ...least, [name]: undefined })).toEqual([
        { code: 'missing-property', message: `Il manque la propriété «\u00a0${name}\u00a0».` },
      ]);
  });

  it('is refused with what its kind has not, by its name', () => {
    expect(problemsOf({ type, ...least, couleur: 'bleu' })).toEqual([
      { code: 'unknown-property', message: 'La propriété «\u00a0couleur\u00a0» n’existe pas ici.' },
    ]);
  });
});
