import { own } from '#kernel/domain';
import {
  applicability,
  checkValue,
  findItem,
  itemKey,
  parseKey,
  rowKey,
  rowsByGroup,
  scopeOn,
  type Applicability,
  type CodeLists,
  type Env,
  type Form,
  type Group,
  type Item,
  type MissingField,
  type Section,
  type Value,
  type Values,
} from '#protocols/domain';
import type { Marks } from '../changes/marks.js';
import { onlyCentre, type Viewer } from '../reading/visible-values.js';

/** Where a value comes from that nobody typed here. */
export type CarriedSource = 'previous-visit' | 'compassionate' | 'pdf' | 'hospital-file' | 'file' | 'directory' | 'protocol';

export interface Origin {
  readonly source: CarriedSource;
  /** The form that says it, as people name it; its item, and its day. */
  readonly form?: string;
  readonly item?: string;
  readonly day?: string;
}

/** A value that may be carried here. */
export interface Candidate extends Origin {
  readonly key: string;
  readonly value: Value;
}

/**
 * A value that was carried here and stands to be confirmed. It is no answer: it decides no condition, no signature covers it, it counts as missing
 * until a person confirms or corrects it.
 */
export interface CarriedValue extends Origin {
  readonly value: Value;
  /** The journal's sequence that carried it, and the centre whose person asked for it. */
  readonly seq: number;
  readonly centreId: string;
}

/** By item key, beside `values`. A row that was carried exists by its items alone. */
export type Carried = Readonly<Record<string, CarriedValue>>;

/** A field in which a carried value stands. */
export interface CarriedField {
  readonly key: string;
  readonly item: Item;
  readonly section: Section;
  readonly group?: Group;
  readonly rowId?: string;
  readonly carried: CarriedValue;
}

/** What a form holds, before something is carried into it. */
export interface Receiving {
  readonly lists: CodeLists;
  readonly form: Form;
  readonly values: Values;
  readonly marks: Marks;
  readonly carried: Carried;
  readonly env: Env;
}

export function carriedAt(carried: Carried, key: string): CarriedValue | undefined {
  return own(carried, key);
}

/**
 * What of these may be carried into the form: nothing where someone answered or ever did, where a value waits already, where the protocol has no such
 * field, or what would be wrong there. A field that does not apply yet takes its value too: the answer that calls for it is confirmed first.
 */
export function receivable(receiving: Receiving, candidates: readonly Candidate[]): readonly Candidate[] {
  const { lists, form, values, marks, carried, env } = receiving;
  const found = applicability(form, values, env);
  const rows = rowsByGroup(values);
  return candidates.filter(({ key, value }) => {
    const at = findItem(form, key);
    if (!at || at.item.type === 'calc' || at.section.enteredBy === 'patient') return false;
    if ([values, marks, carried].some((held) => Object.hasOwn(held, key))) return false;
    const { group, rowId } = at;
    if (group && rowId !== undefined && !takesRow(group, rowId, rows.get(group.code) ?? [], marks)) return false;
    const row = group && rowId !== undefined ? { group: group.code, rowId } : undefined;
    return checkValue(at.item, value, lists, scopeOn(form, found.values, env, row)) === null;
  });
}

/** A row is carried whole beside those that were typed, never in place of one that someone took away. */
function takesRow({ code, max = Infinity }: Group, rowId: string, rowIds: readonly string[], marks: Marks): boolean {
  return !rowIds.includes(rowId) && !Object.hasOwn(marks, rowKey(code, rowId)) && rowIds.length < max;
}

/** Where carried values stand and are to be confirmed, in the order of the form. What does not apply waits unseen. */
export function standingCarried(found: Applicability, values: Values, carried: Carried): readonly CarriedField[] {
  if (Object.keys(carried).length === 0) return [];
  const rows = rowsByGroup(values);
  return found.sections.flatMap((section) =>
    section.content.flatMap((content): CarriedField[] => {
      if (content.type !== 'group') {
        const own = carriedAt(carried, content.code);
        const applies = found.items.some(({ key }) => key === content.code);
        return own && applies && !Object.hasOwn(values, content.code) ? [{ key: content.code, item: content, section, carried: own }] : [];
      }
      if (!found.groups.some(({ group }) => group === content)) return [];
      const rowIds = [...new Set([...(rows.get(content.code) ?? []), ...carriedRows(content, values, carried)])].sort();
      return rowIds.flatMap((rowId) => fieldsOfRow(content, rowId, section, found, values, carried));
    }),
  );
}

function fieldsOfRow(
  group: Group,
  rowId: string,
  section: Section,
  found: Applicability,
  values: Values,
  carried: Carried,
): CarriedField[] {
  const isTyped = own(values, rowKey(group.code, rowId)) === true;
  return group.items.flatMap((item): CarriedField[] => {
    const key = itemKey(group.code, rowId, item.code);
    const own = carriedAt(carried, key);
    const applies = isTyped ? found.items.some((each) => each.key === key) : true;
    return own && applies && !Object.hasOwn(values, key) ? [{ key, item, section, group, rowId, carried: own }] : [];
  });
}

/** Rows of a group that only carried values speak of. */
export function carriedRows({ code }: Group, values: Values, carried: Carried): readonly string[] {
  const rowIds = Object.keys(carried).flatMap((key) => {
    const at = parseKey(key);
    return at && 'group' in at && at.group === code && at.item !== undefined ? [at.rowId] : [];
  });
  return [...new Set(rowIds)].filter((rowId) => own(values, rowKey(code, rowId)) !== true).sort();
}

/** Fields that wait in carried rows beyond those that the protocol asks for anyway: they are missing. */
export function missingInCarriedRows(form: Form, values: Values, env: Env, carried: Carried): readonly MissingField[] {
  if (Object.keys(carried).length === 0) return [];
  return applicability(form, values, env).groups.flatMap(({ group, section, rowIds }) => {
    const due = Math.max(0, (group.min ?? 0) - rowIds.length);
    const items = group.items.filter(({ type, when }) => type !== 'calc' && !when);
    const keys = carriedRows(group, values, carried)
      .slice(due)
      .flatMap((rowId) => items.map(({ code }) => itemKey(group.code, rowId, code)));
    return keys.map((key) => ({ key, section: section.code, leadsTo: carriedAt(carried, key) ? key : group.code }));
  });
}

/** The carried values that a person sees of a form, as they see its values (charter C10.5). */
export function visibleCarried(carried: Carried, viewer: Viewer): Carried {
  const only = onlyCentre(viewer);
  if (only === undefined) return carried;
  return Object.fromEntries(Object.entries(carried).filter(([, { centreId }]) => centreId === only));
}
