import { canonicalJson, own } from '#kernel/domain';
import {
  applicability,
  checkValue,
  coveredChanged,
  findGroup,
  findItem,
  findRow,
  rowsByGroup,
  scopeOn,
  signatureRules,
  valueAt,
  withCalculated,
  type Env,
  type Form,
  type Group,
  type Protocol,
  type SignatureRule,
  type Value,
  type Values,
} from '#protocols/domain';
import { conductOf } from '../conduct/conduct-of.js';
import { isFirstTyping } from './first-typing.js';
import { newlyBroken } from './hard-checks.js';
import { sequencesOf, versionAt, type Marks } from './marks.js';
import { isOfAnotherCentre } from './other-centres.js';
import type { FormMessage } from '../say.js';

/** One answer as sent: what it is to become, and the version it was typed over (0 when there was none). No `value` takes the answer away. */
export interface Change {
  readonly item: string;
  readonly value?: unknown;
  readonly base: number;
  readonly reason?: string;
}

/** A form as it stands before a batch of changes. */
export interface FormBefore {
  readonly lists: Protocol['codeLists'];
  readonly form: Form;
  readonly values: Values;
  readonly marks: Marks;
  /** Once complete, every change has its reason, and no answer may contradict another where nobody signs. */
  readonly complete: boolean;
  /** Version of the latest answer that stood when the entry, once ended, was opened again; absent while it never was. */
  readonly reopenedSeq?: number;
  /** Signatures that stand. */
  readonly signed: readonly SignatureRule['role'][];
  readonly env: Env;
  /** Where they are typed: what other centres entered stays as it is (charter C10.4). */
  readonly centreId?: string;
}

export interface ChangeProblem {
  readonly path: string;
  readonly says: FormMessage;
}

/** Both sides of an answer that two people changed. */
export interface Conflict {
  readonly path: string;
  readonly mine: Value | undefined;
  readonly theirs: Value | undefined;
  /** The version of theirs: sending mine over it is a choice, then. */
  readonly base: number;
  /** The row that they took away with this answer's place in it, and the version of that: keeping mine is adding the row again. */
  readonly row?: { readonly key: string; readonly base: number };
}

/** One answer to write, as the journal tells it. */
export interface WrittenChange {
  readonly item: string;
  readonly old?: Value;
  readonly new?: Value;
  readonly reason?: string;
}

/** What becomes of a batch: all of it, or nothing. */
export type Judgement =
  | {
      readonly outcome: 'unknown-item' | 'entered-elsewhere' | 'unprocessable-values' | 'reason-required';
      readonly problems: readonly ChangeProblem[];
    }
  | { readonly outcome: 'value-conflict'; readonly conflicts: readonly Conflict[] }
  | {
      readonly outcome: 'accepted';
      /** Empty when everything sent was there already: a repeated request changes nothing. */
      readonly written: readonly WrittenChange[];
      /** All values afterwards, calculated ones included. */
      readonly values: Values;
      /** Calculated values that changed; `undefined` when one is gone. */
      readonly calculated: ReadonlyMap<string, Value | undefined>;
      /** Signatures that cover something which changed. */
      readonly voided: readonly SignatureRule['role'][];
    };

/** Judges a batch of changes against a form. Pure: the caller has locked the form, and writes what it says. */
export function judgeChanges(before: FormBefore, changes: readonly Change[]): Judgement {
  const unknown = changes
    .filter(({ item }) => !findItem(before.form, item) && !findRow(before.form, item))
    .map(({ item }) => unknownItem(before.form, item));
  if (unknown.length > 0) return { outcome: 'unknown-item', problems: unknown };

  const moved = withoutStatements(
    before,
    changes.filter((change) => !same(valueAt(before.values, change.item), change.value)),
  );
  // Before all that tells what stands there: it may not be this centre's to read (charter C10.5).
  const elsewhere = moved.filter((change) => touchesOtherCentre(before, change));
  if (elsewhere.length > 0)
    return { outcome: 'entered-elsewhere', problems: elsewhere.map(({ item: path }) => ({ path, says: { code: 'entered-elsewhere' } })) };
  const withdrawn = withdrawnRows(before, moved);
  if (withdrawn.length > 0) return { outcome: 'value-conflict', conflicts: withdrawn };
  const after = apply(before, moved);

  const wrong = [...repeated(changes), ...problemsOf(before, moved, after), ...contradictions(before, moved, after)];
  if (wrong.length > 0) return { outcome: 'unprocessable-values', problems: wrong };

  const versions = sequencesOf(before.marks);
  const conflicts = moved
    .map((change) => conflict(before, change, versionAt(versions, change.item)))
    .filter(({ base }, index) => base !== moved[index]?.base);
  if (conflicts.length > 0) return { outcome: 'value-conflict', conflicts };

  const written = writtenOf(before, moved);
  const unexplained = written.filter((change) => isUnexplained(before, change));
  if (unexplained.length > 0)
    return {
      outcome: 'reason-required',
      problems: unexplained.map(({ item }) => ({
        path: item,
        says: { code: before.complete ? 'reason-once-ended' : 'reason-once-reopened' },
      })),
    };

  return { outcome: 'accepted', written, values: after, calculated: recalculated(before, after), voided: voidedBy(before, after) };
}

/** The answer itself, or one that would leave with its row. */
function touchesOtherCentre(before: FormBefore, { item, value }: Change): boolean {
  const leaving = value === undefined ? itemsOfRow(before.form, item, before.values) : [];
  return [item, ...leaving].some((key) => isOfAnotherCentre(before, key));
}

function isUnexplained({ form, signed, complete, marks, reopenedSeq = -1 }: FormBefore, { item, old, reason }: WrittenChange): boolean {
  if (reason !== undefined) return false;
  // Opening a form again does not make its answers drafts: what stood when it was ended is not replaced in silence.
  if (!complete) return old !== undefined && (own(marks, item)?.[0] ?? 0) <= reopenedSeq;
  // A row that is added says nothing yet: its answers will, each with its reason.
  return old !== undefined || !(findRow(form, item) || isFirstTyping(form, signed, item));
}

function same(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

function unknownItem(form: Form, item: string): ChangeProblem {
  return {
    path: item,
    says: { code: 'no-such-field', params: { item, form: form.title } },
  };
}

function repeated(changes: readonly Change[]): ChangeProblem[] {
  const items = changes.map(({ item }) => item);
  const twice = new Set(items.filter((item, index) => items.indexOf(item) !== index));
  return [...twice].map((path) => ({ path, says: { code: 'answer-sent-twice' } }));
}

/** The values once the changes are made, those of removed rows gone with them, calculated ones brought up to date. */
function apply({ form, values, env }: FormBefore, changes: readonly Change[]): Values {
  const after = new Map(Object.entries(values));
  for (const { item, value } of changes) {
    if (value !== undefined) after.set(item, value as Value);
    else for (const key of [item, ...itemsOfRow(form, item, values)]) after.delete(key);
  }
  return withCalculated(form, Object.fromEntries(after), env);
}

/** Keys of the answers that stand in a row, when the key is a row's. */
function itemsOfRow(form: Form, key: string, values: Values): string[] {
  return findRow(form, key) ? Object.keys(values).filter((each) => each.startsWith(`${key}/`)) : [];
}

function problemsOf({ form, lists, env }: FormBefore, changes: readonly Change[], after: Values): ChangeProblem[] {
  const { values: counting } = applicability(form, after, env);
  return changes.flatMap(({ item: path, value }): ChangeProblem[] => {
    if (value === undefined) return [];
    const added = findRow(form, path);
    if (added) return rowProblems(added.group, path, value, after);
    const found = findItem(form, path);
    if (!found) return [];
    const stated = findGroup(form, path);
    if (stated && (rowsByGroup(after).get(stated.code) ?? []).length > 0)
      return [{ path, says: { code: 'statement-beside-rows', params: { label: stated.label } } }];
    const { item, group, rowId } = found;
    if (group && after[`${group.code}/${rowId}`] !== true)
      return [{ path, says: { code: 'row-not-added', params: { row: group.rowLabel } } }];
    const row = group && rowId !== undefined ? { group: group.code, rowId } : undefined;
    const problem = checkValue(item, value, lists, scopeOn(form, counting, env, row));
    return problem ? [{ path, says: problem.says }] : [];
  });
}

/** Where no signature asks for it, an ended form keeps answers that agree. Each contradiction is told at what was changed. */
function contradictions({ form, values, env, complete }: FormBefore, changes: readonly Change[], after: Values): ChangeProblem[] {
  if (!complete || !conductOf(form.kind).refusesContradictions) return [];
  return newlyBroken(form, values, after, env).flatMap(({ says, items, reads }) => {
    const concerned = changes.filter(({ item }) => items.includes(item) || reads.includes(item));
    return (concerned.length > 0 ? concerned : changes.slice(0, 1)).map(({ item: path }) => ({ path, says }));
  });
}

function rowProblems({ code, label, max = Infinity }: Group, path: string, value: unknown, after: Values): ChangeProblem[] {
  if (value !== true) return [{ path, says: { code: 'row-is-true' } }];
  const rows = Object.entries(after).filter(([key, each]) => each === true && key.startsWith(`${code}/`)).length;
  return rows > max ? [{ path, says: { code: 'rows-at-most', params: { label, most: max } } }] : [];
}

/** A row that is added takes away the word that there is none, which is told as any answer taken away, for the reason of the row. */
function withoutStatements({ form, values, marks }: FormBefore, moved: readonly Change[]): readonly Change[] {
  const contradicted = moved.flatMap(({ item, value, reason }): Change[] => {
    const code = value === true ? findRow(form, item)?.group.code : undefined;
    if (code === undefined || valueAt(values, code) === undefined || moved.some((other) => other.item === code)) return [];
    return [{ item: code, base: versionAt(sequencesOf(marks), code), ...(reason !== undefined && { reason }) }];
  });
  return [...moved, ...contradicted.filter(({ item }, index) => contradicted.findIndex((each) => each.item === item) === index)];
}

/**
 * Answers typed in a row that someone took away meanwhile: its mark tells that it was there. Two people met there; nobody sent something
 * wrong. Who sends the row again beside its answer has chosen to keep it.
 */
function withdrawnRows({ form, values, marks }: FormBefore, changes: readonly Change[]): Conflict[] {
  const versions = sequencesOf(marks);
  const added = new Set(changes.filter(({ value }) => value === true).map(({ item }) => item));
  return changes.flatMap(({ item, value, base }): Conflict[] => {
    const { group, rowId } = findItem(form, item) ?? {};
    if (!group || rowId === undefined || value === undefined) return [];
    const row = `${group.code}/${rowId}`;
    const withdrawn = own(versions, row) ?? 0;
    const isGone = !Object.hasOwn(values, row) && !added.has(row) && withdrawn > base;
    const again = { path: item, mine: value as Value, theirs: undefined, base: versionAt(versions, item) };
    return isGone ? [{ ...again, row: { key: row, base: versionAt(versions, row) } }] : [];
  });
}

function conflict({ values }: FormBefore, { item, value }: Change, version: number): Conflict {
  return { path: item, mine: value as Value | undefined, theirs: valueAt(values, item), base: version };
}

/** What the journal will tell: the changes, and the answers that left with their row. */
function writtenOf({ form, values }: FormBefore, changes: readonly Change[]): WrittenChange[] {
  const named = new Set(changes.map(({ item }) => item));
  return changes.flatMap(({ item, value, reason }) => {
    const gone = value === undefined ? itemsOfRow(form, item, values).filter((key) => !named.has(key)) : [];
    return [{ item, value }, ...gone.map((key) => ({ item: key, value: undefined }))].map((each): WrittenChange => {
      const old = valueAt(values, each.item);
      return {
        item: each.item,
        ...(old !== undefined && { old }),
        ...(each.value !== undefined && { new: each.value as Value }),
        ...(reason !== undefined && { reason }),
      };
    });
  });
}

function recalculated({ form, values }: FormBefore, after: Values): ReadonlyMap<string, Value | undefined> {
  const keys = [...new Set([...Object.keys(values), ...Object.keys(after)])];
  const calculated = keys.filter((key) => findItem(form, key)?.item.type === 'calc');
  const moved = calculated.filter((key) => !same(valueAt(values, key), valueAt(after, key)));
  return new Map(moved.map((key) => [key, valueAt(after, key)]));
}

function voidedBy({ form, values, signed, env }: FormBefore, after: Values): SignatureRule['role'][] {
  return signatureRules(form)
    .filter((rule) => signed.includes(rule.role) && coveredChanged(form, rule, values, after, env))
    .map(({ role }) => role);
}
