import type { CaseMessage } from './say.js';
import { SMALL_WORDS } from './words.js';

/** A lowest level term of MedDRA, with the preferred term and the organ class it belongs to. */
export interface Term {
  readonly code: string;
  readonly name: string;
  readonly ptCode: string;
  readonly ptName: string;
  /** Empty where the dictionary's folder has no `soc.asc`. */
  readonly socName: string;
  /** A term that MedDRA keeps for what was coded once is not proposed any more. */
  readonly current: boolean;
}

/** Texts of the standard ASCII files, as delivered; fields end with `$`. */
export interface DictionaryFiles {
  readonly llt: string;
  readonly pt: string;
  readonly soc?: string;
}

export type Dictionary =
  | { readonly ok: true; readonly terms: readonly Term[] }
  /** Which file, which line, what is wrong. */
  | { readonly ok: false; readonly problems: readonly CaseMessage[] };

/** No more are told at once: a wrong file is wrong on each of its lines. */
const TOLD = 10;

/** Fields of `pt.asc` and of `llt.asc` that are read. */
const PT = { code: 0, name: 1, soc: 3 } as const;
const LLT = { code: 0, name: 1, pt: 2, currency: 9 } as const;

/** Reads a MedDRA dictionary, all of it or nothing. */
export function readDictionary({ llt, pt, soc }: DictionaryFiles): Dictionary {
  const problems: CaseMessage[] = [];
  const read = (file: string, text: string, fields: number) => {
    const rows = text.split(/\r?\n/).flatMap((line, index) => {
      if (line.trim() === '') return [];
      const row = line.split('$');
      if (row.length >= fields && /^\d{8}$/.test(row[0] ?? '') && row[1]?.trim()) return [{ row, line: index + 1 }];
      problems.push({ code: 'malformed-line', params: { file, line: index + 1, fields } });
      return [];
    });
    if (rows.length === 0 && problems.length === 0) problems.push({ code: 'empty-file', params: { file } });
    return rows;
  };

  const socs = new Map((soc === undefined ? [] : read('soc.asc', soc, 2)).map(({ row }) => [row[0], row[1] ?? '']));
  const pts = new Map(
    read('pt.asc', pt, 4).map(({ row }) => [row[PT.code], { name: row[PT.name] ?? '', soc: socs.get(row[PT.soc]) ?? '' }]),
  );
  const terms = read('llt.asc', llt, 10).flatMap(({ row, line }): Term[] => {
    const ptCode = row[LLT.pt] ?? '';
    const preferred = pts.get(ptCode);
    if (!preferred) problems.push({ code: 'unknown-preferred', params: { line, ptCode } });
    const [code, name] = [row[LLT.code] ?? '', row[LLT.name] ?? ''];
    return [{ code, name, ptCode, ptName: preferred?.name ?? '', socName: preferred?.soc ?? '', current: row[LLT.currency] !== 'N' }];
  });
  const met = new Set<string>();
  for (const { code } of terms) {
    if (met.has(code)) problems.push({ code: 'code-twice', params: { code } });
    met.add(code);
  }
  if (problems.length === 0) return { ok: true, terms };
  const more = problems.length - TOLD;
  return { ok: false, problems: [...problems.slice(0, TOLD), ...(more > 0 ? [{ code: 'and-more', params: { more } } as const] : [])] };
}

/** What one types may be long; its longest words say most. */
const MOST_WORDS = 8;

/**
 * The words by which terms are looked for, folded, the longest first: without the small ones, nor the mark of the plural, which terms have or not.
 * When one typed nothing else, the small ones.
 */
export function wordsToFind(text: string): readonly string[] {
  const typed = [...new Set(foldTerm(text).split(' ').filter(Boolean))];
  const telling = typed
    .filter((word) => word.length > 2 && !SMALL_WORDS.has(word))
    .map((word) => (word.length > 4 ? word.replace(/[sx]$/, '') : word));
  const words = telling.length > 0 ? [...new Set(telling)] : typed.filter((word) => word.length > 1);
  return words.sort((one, other) => other.length - one.length).slice(0, MOST_WORDS);
}

/** How terms are compared: without case nor accents, apostrophes and hyphens as blanks. */
export function foldTerm(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
