/** Which source imports which, types aside (they leave nothing behind when the product runs), and where that leads in a circle. */
import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const isOfTypes = (clause) =>
  clause?.isTypeOnly ||
  (clause?.namedBindings?.elements?.length > 0 && !clause.name && clause.namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly));

/** The modules that a source needs when it runs. */
function needs(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const told = statement.moduleSpecifier?.text;
    if (told === undefined) return [];
    if (ts.isImportDeclaration(statement) && isOfTypes(statement.importClause)) return [];
    return ts.isExportDeclaration(statement) && statement.isTypeOnly ? [] : [told];
  });
}

function resolve(from, told) {
  if (told.startsWith('#')) return `libs/${told.slice(1)}/index.ts`;
  if (!told.startsWith('.')) return undefined;
  return path.join(path.dirname(from), told).replace(/\.js$/, '.ts');
}

/** @returns {string[][]} the circles, each from its first file in the order of names; none where imports lead nowhere back */
export function importCircles() {
  const files = execSync(`git ls-files 'libs/*.ts' 'apps/*.ts'`, { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && existsSync(file) && !file.includes('/generated/'));
  const known = new Set(files);
  const arrows = new Map(
    files.map((file) => [
      file,
      needs(file)
        .map((told) => resolve(file, told))
        .filter((to) => known.has(to)),
    ]),
  );
  const done = new Set();
  const circles = new Map();
  const walk = (file, way) => {
    const at = way.indexOf(file);
    if (at >= 0) {
      const circle = way.slice(at);
      circles.set([...circle].sort().join(' '), circle);
      return;
    }
    if (done.has(file)) return;
    for (const to of arrows.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return [...circles.values()].map((circle) => {
    const first = circle.indexOf([...circle].sort()[0]);
    return [...circle.slice(first), ...circle.slice(0, first)];
  });
}
