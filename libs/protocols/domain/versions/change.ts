import { canonicalJson, type MessageOf } from '#kernel/domain';
import type { DOCUMENT_CHANGES_FRENCH } from './document.fr.js';
import type { FORM_CHANGES_FRENCH } from './form.fr.js';

/** What a version may say otherwise. */
export type ChangeMessage = MessageOf<typeof DOCUMENT_CHANGES_FRENCH> | MessageOf<typeof FORM_CHANGES_FRENCH>;

/** One thing that a new version of a protocol says otherwise, and what it does to the forms begun under the former one. */
export interface Change {
  /** Not given for the cover and the calendar. */
  readonly form?: string;
  /** Code of the item or group. */
  readonly item?: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly about: Aspect;
  readonly says: ChangeMessage;
  /** Someone must say what becomes of the answers, or of the forms, that exist. */
  readonly needsMapping: boolean;
  /** What was signed would read otherwise: moving a signed form to the new version voids the signatures that cover it. */
  readonly breaksSignatures: boolean;
  /** Answers may leave the data. They stay in the history (charter C1.2). */
  readonly losesValues: boolean;
}

export type Aspect =
  | 'cover'
  | 'form'
  | 'section'
  | 'group'
  | 'item'
  | 'label'
  | 'type'
  | 'bounds'
  | 'codes'
  | 'condition'
  | 'required'
  | 'missing-reasons'
  | 'formula'
  | 'order'
  | 'entry'
  | 'check'
  | 'proposal'
  | 'signature'
  | 'calendar';

/** From what days are counted. */
export type Counted = 'anchor' | 'forecast' | 'stop';

/** What an item says of how it is entered, beside what it may be. */
export type Entry = 'place' | 'reliability' | 'help' | 'prefill' | 'reusable' | 'binds';

/** An item, as it is named outside its form. */
export interface Place {
  readonly label: string;
  /** The code of its form. */
  readonly form: string;
}

/** A change that, unless told otherwise, does nothing to what exists. */
export function change(says: ChangeMessage, about: Aspect, more: Partial<Change> = {}): Change {
  return { kind: 'changed', about, says, needsMapping: false, breaksSignatures: false, losesValues: false, ...more };
}

/** Whether two parts of a protocol say the same, whatever the order of their properties. */
export function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The pairs that share a code, what only the former had, and what only the new one has; in the order of each. */
export function matched<Part>(before: readonly Part[], after: readonly Part[], codeOf: (part: Part) => string) {
  const [former, now] = [before, after].map((parts) => new Map(parts.map((part) => [codeOf(part), part])));
  return {
    removed: before.filter((part) => !now?.has(codeOf(part))),
    added: after.filter((part) => !former?.has(codeOf(part))),
    kept: after.flatMap((part): [before: Part, after: Part][] => {
      const counterpart = former?.get(codeOf(part));
      return counterpart === undefined ? [] : [[counterpart, part]];
    }),
  };
}

/** Whether what both have comes in another order. */
export function reordered<Part>(before: readonly Part[], after: readonly Part[], codeOf: (part: Part) => string): boolean {
  const { kept } = matched(before, after, codeOf);
  const codes = kept.map(([, part]) => codeOf(part));
  return !same(
    before.map(codeOf).filter((code) => codes.includes(code)),
    codes,
  );
}
