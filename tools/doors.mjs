/** What each floor of each capability hands out, by its door (`index.ts`), and by the one of its manifest. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Names that a module exports, those that it passes on included. */
function exported(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      if (statement.exportClause) return statement.exportClause.elements.map(({ name }) => name.text);
      return exported(path.join(path.dirname(file), statement.moduleSpecifier.text).replace(/\.js$/, '.ts'));
    }
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    return ts.isVariableStatement(statement) ? statement.declarationList.declarations.map(({ name }) => name.text) : [statement.name.text];
  });
}

/** @returns {string} each door and under it, a line each, the names that it hands out, in their order */
export function doors() {
  return globSync(['libs/*/{domain,api,web}/index.ts', 'libs/*/web/capability/index.ts'])
    .sort()
    .map((file) =>
      [path.dirname(file).replace('libs/', ''), ...[...new Set(exported(file))].sort().map((name) => `  ${name}`), ''].join('\n'),
    )
    .join('');
}

const ENTITY = /@Entity\([^)]*\)\s*export class (\w+)/g;

/** @returns {string[]} what no door may hand out, and which does: entities and stores, whose rows their capability alone reads and writes */
export function exposed() {
  return globSync('libs/*/api')
    .sort()
    .flatMap((folder) => {
      const entities = globSync(`${folder}/**/*.ts`).flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(ENTITY)].map(([, name]) => name),
      );
      const handedOut = exported(`${folder}/index.ts`).filter((name) => entities.includes(name) || name.endsWith('Store'));
      return handedOut.map((name) => `${folder.replace('libs/', '')}: ${name}`);
    });
}
