import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Where the language of a capability stands: its sentences (`*.fr.ts`), what its states are called, and what its acts, letters and tasks say. */
const OF_LANGUAGE = /\.fr\.ts$|\/(words|letters|acts|[\w-]+-acts|tasks)\.ts$/;

/** A letter or a sign that English and code do without. */
const SIGN = /[àâæçéèêëîïôœùûüÿ«»’\u00a0]/i;
/** A small word of French, in a text of several words. */
const WORD =
  /(^|[ ’(])(le|la|les|un|une|des|du|de|au|aux|est|sont|pas|par|pour|dans|avec|cette|ce|ne|et|ou|sur|que|qui|plus|si|il|elle)(?=[ ,.:]|$)/i;

/**
 * The rules that speak French, and what they say: texts in a `domain` floor that are read by people, outside the files of the language. A rule returns a code, and
 * what its sentence names (docs/decisions/0025-words-at-the-edge.md).
 * @returns {Map<string, string[]>} by file
 */
export function frenchInRules() {
  const files = globSync('libs/*/domain/**/*.ts').filter(
    (file) => !OF_LANGUAGE.test(file) && !/\.(spec|golden)\.ts$|\/testing(\/|\.ts)/.test(file),
  );
  return new Map(files.map((file) => [file, frenchIn(readFileSync(file, 'utf8'))]).filter(([, said]) => said.length > 0));
}

/** What is written at the edge itself: messages of requests, columns of tables, templates of papers, and what was once migrated. */
const AT_THE_EDGE = /\.messages\.ts$|-columns\.ts$|csv\.controller\.ts$|\/migrations\//;

/**
 * The servers that speak French outside the files of the language: what they refuse or tell is a code too, said by `messages.fr.ts` of their floor.
 * @returns {Map<string, string[]>} by file
 */
export function frenchInServers() {
  const files = globSync('libs/*/api/**/*.ts').filter(
    (file) => !OF_LANGUAGE.test(file) && !AT_THE_EDGE.test(file) && !/\.spec\.ts$/.test(file),
  );
  return new Map(files.map((file) => [file, frenchIn(readFileSync(file, 'utf8'))]).filter(([, said]) => said.length > 0));
}

/** The texts of a source that are French. @returns {string[]} */
export function frenchIn(source) {
  const said = [];
  const visit = (node) => {
    const text = textOf(node);
    if (text !== undefined && (SIGN.test(text) || (text.trim().includes(' ') && WORD.test(text)))) said.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('tried.ts', source, ts.ScriptTarget.Latest, true));
  return said;
}

function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…') : undefined;
}

/** Sentences of records that nothing says: their code stands nowhere else. @returns {string[]} `file: code` */
export function unsaidSentences() {
  const sources = globSync('libs/*/{domain,api,web}/**/*.ts').filter((file) => !/\.(spec|harness)\.ts$/.test(file));
  const said = new Set(
    sources
      .filter((file) => !file.endsWith('.fr.ts'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'([\w/-]+)'|\bwords\.(\w+)/g)].map(([, code, word]) => code ?? word)),
  );
  return sources
    .filter((file) => file.endsWith('.fr.ts'))
    .flatMap((file) =>
      codesOf(readFileSync(file, 'utf8'))
        .filter((code) => !said.has(code))
        .map((code) => `${file}: ${code}`),
    );
}

/** The codes of the records that a file of sentences hands out. */
function codesOf(source) {
  const { statements } = ts.createSourceFile('tried.ts', source, ts.ScriptTarget.Latest);
  const records = statements
    .filter((each) => ts.isVariableStatement(each) && each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ initializer }) => initializer));
  return records
    .filter(ts.isObjectLiteralExpression)
    .flatMap(({ properties }) => properties.filter(ts.isPropertyAssignment).map(({ name }) => name.text));
}
