import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Of SQL about authorisations: their columns `status` and `kind`, which say what was before the first turn. */
const RAW =
  /\bauthorisation\.(status|kind)\b|SELECT(?:(?!\bFROM\b)[^;])*(?<!AS )(?<![\w.$"])(status|kind)(?![\w"])(?:(?!\bFROM\b)[^;])*FROM authorisation\b/;

/** The texts of a source that read them. */
function reading(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && RAW.test(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('tried.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…') : undefined;
}

describe('the status and the kind of an authorisation', () => {
  it('are asked of a day by everyone: nobody reads the columns that hold what was before', () => {
    const readers = globSync('libs/*/api/**/*.ts').filter((file) => !/\.spec\.ts$|\/migrations\//.test(file));
    expect(readers.flatMap((file) => reading(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`))).toEqual([]);
  });

  it('sees a reader of the columns, and not one who asks of a day', () => {
    expect(reading("query('SELECT kind, holder_id FROM authorisation WHERE id = $1')")).toHaveLength(1);
    expect(reading('const join = `JOIN authorisation ON authorisation.status = $1`;')).toHaveLength(1);
    expect(reading('query(`SELECT ${statusOnSql("$2")} AS status FROM authorisation WHERE id = $1`); authorisation.status')).toEqual([]);
  });
});
