import { canonicalJson } from '#kernel/domain';
import { applicability, findRow, gaps, type Env, type Form, type Gap, type Protocol, type Values } from '#protocols/domain';
import { carriedAt, standingCarried, type Candidate, type Carried } from './carried.js';
import type { WrittenChange } from '../changes/judge-changes.js';
import type { FormMessage } from '../say.js';

/** A change of which the journal says more than the reason that its author gave. */
export interface ToldChange extends WrittenChange {
  readonly says?: FormMessage;
}

/** What carrying writes: the values beside the answers, and what the journal tells of each. */
export function carry(carried: Carried, taken: readonly Candidate[], mark: { readonly seq: number; readonly centreId: string }): Carried {
  return { ...carried, ...Object.fromEntries(taken.map(({ key, ...value }) => [key, { ...value, ...mark }])) };
}

export function toldCarried(taken: readonly Candidate[]): readonly ToldChange[] {
  return taken.map(({ key, value, ...origin }) => ({ item: key, new: value, says: { code: 'carried', params: { origin } } }));
}

/** Answers were typed: carried values that stood there are confirmed or corrected by them, and go; so do those of a row that was taken away. */
export function settled(
  form: Form,
  carried: Carried,
  written: readonly WrittenChange[],
): { readonly carried: Carried; readonly told: readonly ToldChange[] } {
  if (Object.keys(carried).length === 0) return { carried, told: written };
  const gone = new Set(written.flatMap((change) => (change.new === undefined && findRow(form, change.item) ? [`${change.item}/`] : [])));
  const keys = new Set(written.map(({ item }) => item));
  const left = Object.entries(carried).filter(([key]) => !keys.has(key) && ![...gone].some((row) => key.startsWith(row)));
  const told = written.map((change): ToldChange => {
    const stood = carriedAt(carried, change.item);
    if (!stood || change.new === undefined) return change;
    const isSame = canonicalJson(stood.value) === canonicalJson(change.new);
    return { ...change, says: { code: 'carried-settled', params: { origin: stood, isSame } } };
  });
  return { carried: Object.fromEntries(left), told };
}

/** A carried value that a person puts aside; undefined where none stands. */
export function putAside(carried: Carried, key: string): { readonly carried: Carried; readonly told: ToldChange } | undefined {
  const stood = carriedAt(carried, key);
  if (!stood) return undefined;
  const told: ToldChange = { item: key, old: stood.value, says: { code: 'carried-put-aside', params: { origin: stood } } };
  return { carried: Object.fromEntries(Object.entries(carried).filter(([each]) => each !== key)), told };
}

/** What stands between a form and its signature, a carried value too. */
export interface FormGap extends Omit<Gap, 'says'> {
  readonly says: FormMessage;
}

/**
 * What prevents a signature: what lacks or is wrong in these sections, and every carried value that stands in the form, wherever it does (charter C8.2).
 * A field that waits for its confirmation is not told as missing too.
 */
export function gapsWithCarried(
  protocol: Pick<Protocol, 'codeLists'>,
  form: Form,
  values: Values,
  env: Env,
  sections: readonly string[],
  carried: Carried,
): readonly FormGap[] {
  const known = gaps(protocol, form, values, env, sections);
  const standing = standingCarried(applicability(form, values, env), values, carried);
  if (standing.length === 0) return known;
  const waiting = new Set(standing.map(({ key }) => key));
  const told = standing.map(({ key, item, section, carried: { source, form: from, day } }): FormGap => ({
    key,
    label: item.label,
    section: section.code,
    kind: 'carried',
    says: { code: 'carried-value', params: { origin: { source, ...(from && { form: from }), ...(day && { day }) } } },
  }));
  return [...known.filter(({ key, kind }) => kind !== 'missing' || !waiting.has(key)), ...told];
}
