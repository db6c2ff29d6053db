import { createHash } from 'node:crypto';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { canonicalJson } from '#kernel/domain';
import { checkProtocol, publicCode, type Protocol, type ProtocolProblem } from '#protocols/domain';
import { shapeProblems } from './protocol-shape.js';
import type { FileMessage } from '../say.js';
import { positionOf } from './yaml-position.js';

/** A problem as the person who wrote the file meets it; `line` and `column` begin at 1. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** For programs: it never changes its meaning. */
  readonly code: string;
  readonly says: FileMessage;
}

interface At {
  readonly line: number;
  readonly column: number;
}
type Found = Omit<FileProblem, 'file'>;

/** A protocol that may be used, with the hash of its content (not of its comments or layout), or all that is wrong with the file. */
export type ReadProtocol =
  | { readonly ok: true; readonly protocol: Protocol; readonly sha256: string }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** No PUT comes near; what is larger is not a protocol. It is what a request may carry, so that the same file is told the same by all ways. */
const LARGEST_SOURCE = 1_000_000;
const DEEPEST_NESTING = 100;

/** No more problems are told at once: a wrong file is wrong on each of its lines. */
const TOLD = 100;

/** Reads a protocol written in YAML (or JSON, which is YAML): its text, its shape, then what it says of itself. */
export function readProtocol(source: string, fileName: string): ReadProtocol {
  const refuse = (...problems: readonly Found[]): ReadProtocol => ({
    ok: false,
    problems: problems.map((problem) => ({ file: fileName, ...problem })),
  });
  const [unread] = whatIsNoText(source);
  if (unread) return refuse(unread);

  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  // What follows the first fault is read askew: its own faults are not the author's.
  const [broken] = document.errors;
  if (broken) return refuse(yamlProblem(broken, source));

  const content = contentOf(document);
  if ('problem' in content) return refuse(content.problem);
  if (content.value === null) return refuse(found(TOP, { code: 'empty-file' }));

  const locate = ({ path, ...problem }: ProtocolProblem<FileMessage>, onKey = false) => ({
    ...positionOf(document, lines, path, onKey),
    ...problem,
  });
  const shape = shapeProblems(content.value, TOLD + 1);
  if (shape.length > 0) return refuse(...told(shape, ({ onKey, ...problem }) => locate(problem, onKey)));

  const protocol = content.value as Protocol;
  const problems = checkProtocol(protocol);
  if (problems.length > 0) return refuse(...told(problems, (problem) => locate(problem)));
  return { ok: true, protocol, sha256: createHash('sha256').update(canonicalJson(protocol)).digest('hex') };
}

/** What is wrong with a file that reads well by itself, at its lines: what another protocol says of it. */
export function placed(source: string, fileName: string, problems: readonly ProtocolProblem[]): readonly FileProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  return told(problems, ({ path, ...problem }) => ({ ...positionOf(document, lines, path, false), ...problem })).map((problem) => ({
    file: fileName,
    ...problem,
  }));
}

const TOP: At = { line: 1, column: 1 };

function found({ line, column }: At, says: FileMessage): Found {
  return { line, column, code: publicCode(says), says };
}

/** What makes a file no text to be read as YAML, before anything is read of it. */
function whatIsNoText(source: string): readonly Found[] {
  if (source.length > LARGEST_SOURCE) return [found(TOP, { code: 'too-large' })];
  // A reader puts U+FFFD where bytes are no UTF-8; UTF-16 read as UTF-8 is full of U+0000.
  const [lost] = ['\u0000', '\ufffd'].map((sign) => source.indexOf(sign)).filter((at) => at >= 0);
  if (lost !== undefined) {
    const before = source.slice(0, lost).split('\n');
    return [found({ line: before.length, column: (before.at(-1) ?? '').length + 1 }, { code: 'not-utf-8' })];
  }
  return isNestedTooDeep(source) ? [found(TOP, { code: 'too-deep/file' })] : [];
}

function yamlProblem(error: { code: string; linePos?: readonly [{ line: number; col: number }, ...unknown[]] }, source: string): Found {
  const [start] = error.linePos ?? [{ line: 1, col: 1 }];
  // The parser may only stumble over what follows the line that is wrong.
  const tabbed = [start.line, start.line - 1].find((line) => /^[ \t]*\t/.test(source.split('\n')[line - 1] ?? ''));
  if (tabbed !== undefined) return found({ line: tabbed, column: 1 }, { code: 'tab' });
  const says = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'broken-yaml';
  return found({ line: start.line, column: start.col }, { code: says });
}

function contentOf(document: Document.Parsed): { value: unknown } | { problem: Found } {
  try {
    return { value: document.toJS({ maxAliasCount: 1000 }) as unknown };
  } catch (error) {
    // What toJS refuses is aliases: one that leads nowhere, or a bomb of them.
    const why = error instanceof Error ? error.message : String(error);
    return { problem: found(TOP, { code: 'broken-alias', params: { why } }) };
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

/** The problems with their places, in the order of the file; beyond a hundred it only says that there are others. */
function told<Problem>(problems: readonly Problem[], locate: (problem: Problem) => Found): readonly Found[] {
  const shown = inOrder(problems.slice(0, TOLD).map(locate));
  if (problems.length <= TOLD) return shown;
  return [...shown, found(shown.at(-1) ?? TOP, { code: 'too-many-problems', params: { most: TOLD } })];
}

function inOrder(problems: readonly Found[]): readonly Found[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}
