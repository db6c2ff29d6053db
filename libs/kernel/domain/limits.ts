import type { KernelMessage } from './say.js';

/** How much is taken of what people write, in characters. Said by the screens while one writes, and by the server: the same limits, the same words. */
export interface Limit {
  readonly min: number;
  readonly max: number;
}

export const LIMITS = {
  /** Why an answer of a finished form changes. */
  answerReason: { min: 3, max: 500 },
  /** Why an authorisation, a version or a row changes. */
  shortReason: { min: 5, max: 500 },
  /** Why of an act that others read. */
  reason: { min: 5, max: 1000 },
  question: { min: 3, max: 2000 },
  answerToQuestion: { min: 1, max: 2000 },
  /** How a person calls a second factor of theirs. */
  factorLabel: { min: 1, max: 60 },
  filterName: { min: 1, max: 80 },
  personName: { min: 1, max: 80 },
  medicineName: { min: 1, max: 120 },
  indication: { min: 1, max: 500 },
  centreName: { min: 1, max: 200 },
  search: { min: 0, max: 40 },
  termSearch: { min: 0, max: 250 },
  fileName: { min: 1, max: 200 },
  /** The number of an authorisation that ANSM gave by name. */
  ansmNumber: { min: 4, max: 24 },
  /** How the document of a decision is referred to. */
  documentReference: { min: 1, max: 200 },
} as const satisfies Readonly<Record<string, Limit>>;

/** A limit as its two ends. */
export function endsOf({ min, max }: Limit): readonly [min: number, max: number] {
  return [min, max];
}

/** What is wrong with the length of a text that is too long; undefined when it is not. Nothing is cut: the person who wrote it shortens it. */
export function tooLong(text: string, max: number): KernelMessage | undefined {
  return text.length > max ? { code: 'text-too-long', params: { length: text.length, most: max } } : undefined;
}
