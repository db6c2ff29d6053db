import { compactIdentifier, hasUcdKey, isUcd } from '#kernel/domain';
import type { OpeningMessage } from './say.js';

/** What an authorisation is opened with, its grant aside: what may be wrong of it. */
export interface Opening {
  readonly ucdCodes: readonly string[];
}

/** What is wrong, and at which place of the wish. */
export interface OpeningProblem {
  readonly path: string;
  readonly says: OpeningMessage;
}

/** UCD codes as people copy them, spaces taken away. */
export function ucdCodesOf(texts: readonly string[]): string[] {
  return texts.map(compactIdentifier).filter((code) => code !== '');
}

/** A code whose last digit does not agree with the others is another medicine's, or nobody's. None at all is no mistake: it may come with the product. */
export function openingProblems({ ucdCodes }: Opening): OpeningProblem[] {
  return ucdCodes.flatMap((code, index): OpeningProblem[] => {
    const path = `ucdCodes.${index}`;
    if (!isUcd(code)) return [{ path, says: { code: 'no-ucd', params: { text: code } } }];
    if (!hasUcdKey(code)) return [{ path, says: { code: 'wrong-ucd-key', params: { text: code } } }];
    return ucdCodes.indexOf(code) < index ? [{ path, says: { code: 'ucd-twice', params: { text: code } } }] : [];
  });
}

/** The short name by which a company is kept, from its name: `Laboratoires Prévôt & Fils` gives `laboratoires-prevot-fils`. Empty when nothing of it can be kept. */
export function holderIdOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
