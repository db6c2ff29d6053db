import type { MessageOf } from '#kernel/domain';
import type { KINDS_FRENCH } from '../kinds/messages.fr.js';
import type { CHECK_FRENCH } from './messages.fr.js';

/** What may be wrong in a protocol. Its code begins with the public one: `wrong-type/end` is a `wrong-type` to programs. */
export type ProblemMessage = MessageOf<typeof CHECK_FRENCH> | MessageOf<typeof KINDS_FRENCH>;

/** What is wrong in a protocol, where, and what to do. */
export interface ProtocolProblem<Says = ProblemMessage> {
  /** From the root of the document: `['forms', 0, 'sections', 2, 'code']`. */
  readonly path: Path;
  /** For programs: it never changes its meaning. */
  readonly code: string;
  readonly says: Says;
}

export type Path = readonly (string | number)[];

export function problemAt(path: Path, says: ProblemMessage): ProtocolProblem {
  return { path, code: publicCode(says), says };
}

/** The code for programs, of a message that says more precisely what is wrong: what stands before its slash. */
export function publicCode({ code }: { readonly code: string }): string {
  return code.split('/', 1).join('');
}

/** What has a code of its own, once in a document, a form or a list. */
export type Coded = 'form' | 'section' | 'item' | 'check' | 'signature' | 'visit' | 'code';

/** One problem for each code that was already taken. */
export function duplicates(codes: readonly { code: string; path: Path }[], of: Coded): readonly ProtocolProblem[] {
  const taken = new Set<string>();
  return codes.flatMap(({ code, path }) => {
    const again = taken.has(code);
    taken.add(code);
    return again ? [problemAt(path, { code: 'duplicate-code', params: { of, code } })] : [];
  });
}

/** What was meant by a name that is not known: the nearest one, when one is near; else the first of those that are known. */
export type Meant = { readonly nearest: string } | { readonly known: readonly string[]; readonly more: boolean };

const TOLD = 12;

export function meantBy(wrong: string, known: readonly string[]): Meant {
  const nearest = nearestOf(wrong, known);
  return nearest === undefined ? { known: known.slice(0, TOLD), more: known.length > TOLD } : { nearest };
}

export function nearestOf(wrong: string, known: readonly string[]): string | undefined {
  const near = Math.max(1, Math.floor(wrong.length / 3));
  // Names whose lengths differ by more are further than that: nothing to measure, which counts when thousands are wrong.
  const candidates = known.filter((name) => Math.abs(name.length - wrong.length) <= near);
  const distances = candidates.map((name) => ({ name, far: distance(wrong.toLowerCase(), name.toLowerCase()) }));
  const [best] = distances.sort((a, b) => a.far - b.far);
  return best && best.far <= near ? best.name : undefined;
}

/** Levenshtein's distance, over one row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
