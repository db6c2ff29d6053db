import { NBSP, quoted } from '../language/french.js';

/** What is wrong in a protocol, where, and what to do; `code` is stable, the rest is French for the person who wrote it. */
export interface ProtocolProblem {
  /** From the root of the document: `['forms', 0, 'sections', 2, 'code']`. */
  readonly path: Path;
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

export type Path = readonly (string | number)[];

export function problemAt(path: Path, code: string, message: string, fix: string): ProtocolProblem {
  return { path, code, message, fix };
}

/** One problem for each code that was already taken. */
export function duplicates(codes: readonly { code: string; path: Path }[], what: string): readonly ProtocolProblem[] {
  const taken = new Set<string>();
  return codes.flatMap(({ code, path }) => {
    const again = taken.has(code);
    taken.add(code);
    return again ? [problemAt(path, 'duplicate-code', `${what} ${quoted(code)} existe déjà.`, 'Donnez un code différent à chacun.')] : [];
  });
}

/** What to do about a name that is not known: the nearest one, when one is near. */
export function suggestion(wrong: string, known: readonly string[]): string {
  const nearest = nearestOf(wrong, known);
  if (nearest !== undefined) return `Vouliez-vous dire ${quoted(nearest)}${NBSP}?`;
  if (known.length === 0) return 'Il n’en existe aucun ici.';
  return `Prévus ici${NBSP}: ${known.slice(0, 12).join(', ')}${known.length > 12 ? '…' : ''}.`;
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
