import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { providerVariables } from '#identity/api';
import { KEEPER_VARIABLES, OWNER_VARIABLES, variablesOf } from '#kernel/api';

const FILE = 'docs/operations.md';
const TABLE = /(<!-- variables: (\w+) -->\n)[^]*?(<!-- end -->)/g;
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  product: variablesOf(false),
  providers: providerVariables(false),
  owner: OWNER_VARIABLES,
  keeper: KEEPER_VARIABLES,
};

interface Described {
  readonly properties: Record<string, { readonly description?: string; readonly default?: unknown }>;
  readonly required?: readonly string[];
}

function tableOf(schema: z.ZodType): string {
  const { properties, required = [] } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as unknown as Described;
  const mandatory = new Set(required);
  const lines = Object.entries(properties).map(([name, { description = '', default: value }]) => {
    const cell = value !== undefined ? `\`${String(value)}\`` : mandatory.has(name) ? 'required' : '–';
    return `| \`${name}\` | ${description.replaceAll('|', '\\|')} | ${cell} |`;
  });
  return ['| variable | what | in production, by default |', '| --- | --- | --- |', ...lines].join('\n');
}

describe('docs/operations.md', () => {
  it('describes each variable as its schema does (UPDATE_GOLDEN=1 writes it again)', () => {
    const before = readFileSync(FILE, 'utf8');
    const said = new Set<string>();
    const after = before.replaceAll(TABLE, (_all, head: string, name: string, end: string) => {
      said.add(name);
      return `${head}\n${tableOf(SCHEMAS[name] as z.ZodType)}\n\n${end}`;
    });
    if (process.env['UPDATE_GOLDEN']) writeFileSync(FILE, after);
    expect([...said].sort()).toEqual(Object.keys(SCHEMAS).sort());
    expect(readFileSync(FILE, 'utf8')).toBe(after);
  });
});
