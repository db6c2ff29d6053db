import { createHash } from 'node:crypto';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { canonicalJson } from '#kernel/domain';
import { checkProtocol, type Protocol, type ProtocolProblem } from '#protocols/domain';
import { shapeProblems } from './protocol-shape.js';
import { positionOf } from './yaml-position.js';

/** A problem as the person who wrote the file meets it; `line` and `column` begin at 1. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** A protocol that may be used, with the hash of its content (not of its comments or layout), or all that is wrong with the file. */
export type ReadProtocol =
  | { readonly ok: true; readonly protocol: Protocol; readonly sha256: string }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** No PUT comes near; what is larger is not a protocol. */
const LARGEST_SOURCE = 2_000_000;
const DEEPEST_NESTING = 100;

/** Reads a protocol written in YAML (or JSON, which is YAML): its text, its shape, then what it says of itself. */
export function readProtocol(source: string, fileName: string): ReadProtocol {
  const refuse = (...problems: readonly Omit<FileProblem, 'file'>[]): ReadProtocol => ({
    ok: false,
    problems: problems.map((problem) => ({ file: fileName, ...problem })),
  });
  if (source.length > LARGEST_SOURCE) {
    return refuse({ ...TOP, code: 'too-large', message: 'Ce fichier dépasse 2 Mo.', fix: 'Vérifiez qu’il s’agit bien d’un protocole.' });
  }
  if (isNestedTooDeep(source)) {
    return refuse({ ...TOP, code: 'too-deep', message: 'Ce fichier est imbriqué trop profondément.', fix: 'Simplifiez-le.' });
  }

  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  // What follows the first fault is read askew: its own faults are not the author's.
  const [broken] = document.errors;
  if (broken) return refuse(yamlProblem(broken));

  const content = contentOf(document);
  if ('problem' in content) return refuse(content.problem);

  const locate = ({ path, ...problem }: ProtocolProblem, onKey = false) => ({ ...positionOf(document, lines, path, onKey), ...problem });
  const shape = shapeProblems(content.value);
  if (shape.length > 0) return refuse(...inOrder(shape.map(({ onKey, ...problem }) => locate(problem, onKey))));

  const protocol = content.value as Protocol;
  const problems = checkProtocol(protocol);
  if (problems.length > 0) return refuse(...inOrder(problems.map((problem) => locate(problem))));
  return { ok: true, protocol, sha256: createHash('sha256').update(canonicalJson(protocol)).digest('hex') };
}

const TOP = { line: 1, column: 1 };

function yamlProblem(error: { code: string; linePos?: readonly [{ line: number; col: number }, ...unknown[]] }): Omit<FileProblem, 'file'> {
  const [start] = error.linePos ?? [{ line: 1, col: 1 }];
  const duplicate = error.code === 'DUPLICATE_KEY';
  return {
    line: start.line,
    column: start.col,
    code: duplicate ? 'duplicate-key' : 'broken-yaml',
    message: duplicate ? 'Cette propriété est écrite deux fois.' : 'À partir d’ici, ce fichier n’est pas du YAML correct.',
    fix: duplicate ? 'Gardez-en une.' : 'Vérifiez les retraits, les deux-points et les guillemets à cette ligne et à la précédente.',
  };
}

function contentOf(document: Document.Parsed): { value: unknown } | { problem: Omit<FileProblem, 'file'> } {
  try {
    return { value: document.toJS({ maxAliasCount: 1000 }) as unknown };
  } catch (error) {
    // What toJS refuses is aliases: one that leads nowhere, or a bomb of them.
    const message = `Un alias (*nom) ne peut pas être suivi : ${error instanceof Error ? error.message : String(error)}.`;
    return { problem: { ...TOP, code: 'broken-alias', message, fix: 'Définissez l’ancre (&nom) plus haut, et n’en abusez pas.' } };
  }
}

/** The parser calls itself at each level: what could exhaust its stack is stopped before, by brackets and by indentation. */
function isNestedTooDeep(source: string): boolean {
  let open = 0;
  for (const character of source) {
    if (character === '[' || character === '{') open++;
    if (character === ']' || character === '}') open--;
    if (open > DEEPEST_NESTING) return true;
  }
  return new RegExp(`^(?: {${DEEPEST_NESTING * 4}}|(?:[-?:] +){${DEEPEST_NESTING}})`, 'm').test(source);
}

function inOrder<At extends { line: number; column: number }>(problems: readonly At[]): readonly At[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}
