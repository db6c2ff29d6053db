import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askEverything, COLUMNS, type Line } from './matrix.js';
import { World } from './world.js';

const GOLDEN = join(import.meta.dirname, 'matrix.golden.md');

const HEADER = `# Chaque route, chaque compte, chaque dossier

Imprimé par le test de la matrice (\`UPDATE_GOLDEN=1\`) ; toute différence le fait échouer. 401 : pas connecté. 404 : n’existe pas, ou ne se voit pas. 403 :
se voit, mais la règle qui suit refuse. Les écritures portent exprès une version périmée ou un contenu refusé : 412, 409, 400 et 422 disent donc que la personne
avait le droit d’agir ; 302, que le navigateur est envoyé au fournisseur d’identité.
`;

/** Persons who are answered the same everywhere stand in one column. */
function printed(lines: readonly Line[]): string {
  const keys = COLUMNS.map((_, column) => lines.map((line) => cellOf(line, column)).join());
  const first = keys.map((key) => keys.indexOf(key));
  const columns = [...new Set(first)];
  const heads = columns.map((column) => COLUMNS.filter((_, other) => first[other] === column).join(', '));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    HEADER,
    row(['', '', ...heads]),
    row(['---', '---', ...heads.map(() => '---')]),
    ...lines.map((line) => row([line.route, line.thing, ...columns.map((column) => cellOf(line, column))])),
    '',
  ].join('\n');
}

/** `403 C5.4`: what was answered, and by which rule. */
function cellOf({ statuses, rules }: Line, column: number): string {
  return [statuses[column], rules[column]].filter(Boolean).join(' ');
}

describe('every route, as everyone, about what is theirs and what is not', () => {
  let world: World;
  let lines: Line[];
  beforeAll(async () => {
    // With the providers: signing sends the browser to them.
    world = await World.open({ providers: true });
    lines = await askEverything(world);
  });
  afterAll(() => world.close());

  it('answers as the table of the policy says (matrix.golden.md)', () => {
    const table = printed(lines);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, table);
    expect(table).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('tells a stranger to sign in, whatever is asked', () => {
    expect(lines.filter(({ statuses: [stranger] }) => stranger !== 401)).toEqual([]);
  });

  it('says by which rule it refuses, no matter who asks for what', () => {
    const silent = lines.flatMap(({ route, thing, statuses, rules }) =>
      statuses.flatMap((status, column) => (status === 403 && !rules[column] ? [`${route} (${thing}) ${COLUMNS[column]}`] : [])),
    );
    expect(silent).toEqual([]);
  });

  it('never fails on its own side', () => {
    expect(lines.filter(({ statuses }) => statuses.some((status) => status >= 500))).toEqual([]);
  });

  it('tells no one that what does not exist is forbidden rather than absent, once their role may ask at all', () => {
    const absent = lines.filter(({ thing }) => thing === 'ce qui n’existe pas');
    expect(absent.flatMap(({ statuses }) => statuses).filter((status) => ![401, 403, 404].includes(status))).toEqual([]);
  });
});
