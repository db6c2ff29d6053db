import { displayValue, findItem, findRow, type CodeLists, type Form, type Value } from '#protocols/domain';
import { agrees, alsoSent } from '../saving/ledger-answers.js';
import type { Draft, Ledger, Pending, Unanswered } from '../saving/ledger.js';

/** An answer that waits, as a device keeps it: over the version it was typed on. */
export type KeptAnswer = Pick<Pending, 'base' | 'reason' | 'unanswered'> & { readonly value?: Value };

/** What was typed and not saved, without what only the page that is open knows. */
export interface Unsaved {
  readonly pending: readonly (readonly [key: string, answer: KeptAnswer])[];
  readonly drafts: readonly (readonly [key: string, draft: Omit<Draft, 'isTyping'>])[];
}

/** An answer in words, for the person who must copy it elsewhere because its field is there no more. */
export interface AnswerInWords {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** What one page left behind of one form. */
export interface KeptForm extends Unsaved {
  readonly formId: string;
  readonly enrolmentId: string;
  /** Whose form, and which. */
  readonly title: string;
  /** Typed by the patient, on a device that was handed over (charter C5.9). */
  readonly byPatient?: boolean;
  /** They said that they have finished: nothing of it is shown to them any more. */
  readonly isFinished?: boolean;
  /** Every answer in words. */
  readonly words: readonly AnswerInWords[];
  /** Those that cannot go into the form any more: only words are left of them. */
  readonly aside: readonly AnswerInWords[];
}

/** What of a page's answers is not saved. Those on their way may have arrived: that is remembered too. */
export function unsavedOf({ pending, drafts }: Pick<Ledger, 'pending' | 'drafts'>, sending: ReadonlyMap<string, Pending>): Unsaved {
  const maybeThere = (key: string, before: Unanswered | undefined) =>
    sending.has(key) ? alsoSent(before, sending.get(key)?.value) : before;
  return {
    pending: [...pending].map(([key, { value, base, reason, unanswered }]) => {
      const heard = maybeThere(key, unanswered);
      return [
        key,
        { base, ...(value !== undefined && { value }), ...(reason !== undefined && { reason }), ...(heard && { unanswered: heard }) },
      ] as const;
    }),
    drafts: [...drafts].map(([key, { text, message, base, unanswered }]) => {
      const heard = maybeThere(key, unanswered);
      return [key, { text, message, base, ...(heard && { unanswered: heard }) }] as const;
    }),
  };
}

/** What a device kept goes back over what the server has; what the server has already is no longer waiting. */
export function restored(ledger: Ledger, { pending, drafts }: Unsaved): Ledger {
  const waits = new Map(ledger.pending);
  const texts = new Map(ledger.drafts);
  for (const [key, { value, unanswered, ...rest }] of pending) {
    texts.delete(key);
    const entry = { ...rest, ...maybeSent(unanswered), value };
    if (agrees(entry, ledger.known, key)) waits.delete(key);
    else waits.set(key, entry);
  }
  for (const [key, { unanswered, ...draft }] of drafts) {
    waits.delete(key);
    texts.set(key, { ...draft, ...maybeSent(unanswered), isTyping: false });
  }
  return { ...ledger, pending: waits, drafts: texts };
}

/** A device may have been kept by an earlier build, which remembered one sending only. */
function maybeSent(unanswered: Unanswered | Unanswered[number] | undefined): { readonly unanswered?: Unanswered } {
  return unanswered ? { unanswered: [unanswered].flat() } : {};
}

/** Each unsaved answer as people read it. */
export function inWords(form: Form, lists: CodeLists, { pending, drafts }: Unsaved): readonly AnswerInWords[] {
  const answers = pending.map(([key, { value }]): AnswerInWords => {
    const item = findItem(form, key)?.item;
    const gone = item ? $localize`(réponse retirée)` : $localize`(ligne retirée)`;
    return { key, label: labelOf(form, key), text: value === undefined ? gone : item ? displayValue(item, value, lists) : wordsOf(value) };
  });
  return [...answers, ...drafts.map(([key, { text }]): AnswerInWords => ({ key, label: labelOf(form, key), text }))];
}

function labelOf(form: Form, key: string): string {
  const found = findItem(form, key);
  return found?.item.label ?? findRow(form, key)?.group.rowLabel ?? key;
}

function wordsOf(value: Value): string {
  return value === true ? $localize`(ligne ajoutée)` : JSON.stringify(value);
}

/** What goes back into the form, and what cannot: its field is there no more, or a later page answered it otherwise. */
export interface PlacedAnswers {
  readonly into: Unsaved;
  readonly aside: readonly AnswerInWords[];
}

/**
 * Lays what several pages left behind of one form, the latest last, over the form as it is now.
 * @param form undefined when the form cannot be written in: nothing goes into it
 */
export function placeOnForm(kept: readonly KeptForm[], form: Form | undefined): PlacedAnswers {
  const fits = (key: string) => form !== undefined && (findItem(form, key) ?? findRow(form, key)) !== undefined;
  const latest = new Map<string, KeptForm>();
  for (const each of kept) for (const key of keysOf(each)) latest.set(key, each);
  const goes = (each: KeptForm) => (key: string) => fits(key) && latest.get(key) === each;
  const textIn = (each: KeptForm | undefined, key: string) => each?.words.find((word) => word.key === key)?.text;
  return {
    into: {
      pending: kept.flatMap((each) => each.pending.filter(([key]) => goes(each)(key))),
      drafts: kept.flatMap((each) => each.drafts.filter(([key]) => goes(each)(key))),
    },
    aside: kept.flatMap((each) => [
      ...each.aside,
      ...each.words.filter(({ key, text }) => !goes(each)(key) && (latest.get(key) === each || textIn(latest.get(key), key) !== text)),
    ]),
  };
}

function keysOf({ pending, drafts }: Unsaved): readonly string[] {
  return [...pending.map(([key]) => key), ...drafts.map(([key]) => key)];
}

export function countOf({ pending, drafts, aside }: Pick<KeptForm, 'pending' | 'drafts' | 'aside'>): number {
  return pending.length + drafts.length + aside.length;
}

/** What a patient answered without network, as the professional who handed the device over sends it: each answer says where it comes from. */
export function fromPatient(kept: KeptForm): KeptForm {
  if (!kept.byPatient) return kept;
  const reason = $localize`Réponse du patient, gardée sans réseau sur l’appareil qui lui était confié.`;
  return { ...kept, pending: kept.pending.map(([key, answer]) => [key, { ...answer, reason: answer.reason ?? reason }] as const) };
}
