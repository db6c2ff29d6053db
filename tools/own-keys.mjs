/**
 * Reads of an object by a key that may be any text: what every object inherits (`constructor`, `toString`…) would be found too, and an item of a
 * protocol may be called so. Such a read goes through `own` or a Map. The types say which reads these are, so this is asked of the compiler.
 */
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '..');
const PROJECTS = ['tsconfig.spec.json', 'apps/web/tsconfig.spec.json'];
const LOOKED_AT =
  /^(libs\/[^/]+\/(domain|api|web)|apps\/(api|web))\/(?!.*(\.spec|\.testing|\.harness|testing\/|demonstration\/|migrations\/|generated\/))/;
/** Where the question is answered. */
const ANSWERED_IN = new Set(['libs/kernel/domain/own.ts']);

/** Each as `file:line: text`. */
export function inheritedReads() {
  return [...new Set(PROJECTS.flatMap(readsOf))].sort();
}

/** The same of one text, to try the question itself. */
export function inheritedReadsIn(text) {
  const host = ts.createCompilerHost({});
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...more) =>
    name === 'tried.ts' ? ts.createSourceFile(name, text, ts.ScriptTarget.ESNext) : read(name, ...more);
  const program = ts.createProgram(['tried.ts'], { strict: true, target: ts.ScriptTarget.ESNext, types: [] }, host);
  return readsIn(program.getSourceFile('tried.ts'), 'tried.ts', program.getTypeChecker());
}

function readsOf(project) {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(ROOT, project),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const program = ts.createProgram(config.fileNames, { ...config.options, noEmit: true });
  return program.getSourceFiles().flatMap((file) => {
    const name = path.relative(ROOT, file.fileName);
    return LOOKED_AT.test(name) && !ANSWERED_IN.has(name) ? readsIn(file, name, program.getTypeChecker()) : [];
  });
}

function readsIn(file, name, checker) {
  const found = [];
  const visit = (node) => {
    if (ts.isElementAccessExpression(node) && !isWritten(node) && isByAnyText(node, checker)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${name}:${line + 1}: ${node.getText(file)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isByAnyText(node, checker) {
  const key = checker.getTypeAtLocation(node.argumentExpression);
  if (!partsOf(key).some((part) => part.flags & ts.TypeFlags.String)) return false;
  return partsOf(checker.getTypeAtLocation(node.expression)).some((part) => {
    const apparent = checker.getApparentType(part);
    return !checker.isArrayLikeType(apparent) && checker.getIndexInfoOfType(apparent, ts.IndexKind.String) !== undefined;
  });
}

function partsOf(type) {
  return type.isUnion() ? type.types : [type];
}

function isWritten(node) {
  const { parent } = node;
  if (ts.isDeleteExpression(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === node;
}
