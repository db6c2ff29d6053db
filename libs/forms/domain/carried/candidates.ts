import { titledAt } from '#kernel/domain';
import {
  applicability,
  declaredItems,
  findItem,
  isFilled,
  itemKey,
  rowsByGroup,
  valueAt,
  type Env,
  type Form,
  type FormItem,
  type Protocol,
  type Value,
  type Values,
} from '#protocols/domain';
import type { Candidate } from './carried.js';
import type { Course, CourseRow } from '../course/course.js';
import { placeInWords } from '../words.js';

/** The row that known information makes where a form asks for one and has none: the same each time, so that it is made once. */
const KNOWN_ROW = 'connu001';

/** The form that is filled, and the patient's forms beside it. */
export interface Beside {
  readonly id: string;
  readonly protocol: Pick<Protocol, 'calendar' | 'forms'>;
  readonly form: Form;
  readonly env: Env;
  readonly course: Pick<Course, 'schedule' | 'envOf'>;
}

/** What the visit before answers to the items that the protocol marks as reusable, outside groups, whose rows are seen and taken one by one. */
export function ofPreviousVisit(beside: Beside): readonly Candidate[] {
  const told = visitsBefore(beside).map((row) => ({ row, values: applied(row, beside) }));
  return Object.entries(beside.env.previousVisit ?? {}).flatMap(([key, value]): Candidate[] => {
    const found = findItem(beside.form, key);
    if (!found?.item.reusable || found.group || !isFilled(value)) return [];
    const at = told.find(({ values }) => JSON.stringify(valueAt(values, key)) === JSON.stringify(value));
    return [{ key, value, source: 'previous-visit', item: key, ...(at && whereOf(at.row, beside)) }];
  });
}

/** Visits before this one at which the same form was filled, the latest first. */
function visitsBefore({ id, form, course: { schedule } }: Beside): readonly CourseRow[] {
  const own = schedule.rows.find(({ record }) => record?.source.id === id);
  const others = schedule.rows.filter((row) => row.form === form.code && row.record && row.record.source.id !== id);
  return others.filter((row) => !own || dayOf(row) <= dayOf(own)).sort(latestFirst);
}

/**
 * What is known without asking, by the protocol's `prefill`: who declares and where, the medicine, the last answer of other forms. Never the answer to a
 * clinical question: the protocol's checker refuses days, and each value stands to be confirmed.
 */
export function ofKnown(beside: Beside, values: Values, words: ReadonlyMap<string, string>): readonly Candidate[] {
  const { form } = beside;
  const rows = rowsByGroup(values);
  return declaredItems(form).flatMap(({ item, group }): Candidate[] => {
    if (item.prefill === undefined) return [];
    if (group && ((rows.get(group.code)?.length ?? 0) > 0 || !group.min)) return [];
    const key = group ? itemKey(group.code, KNOWN_ROW, item.code) : item.code;
    if (typeof item.prefill !== 'string') return lastOf(item.prefill.lastOf, key, beside);
    const value = words.get(item.prefill);
    const source = item.prefill === 'medicine.name' ? 'protocol' : 'directory';
    return value ? [{ key, value, source }] : [];
  });
}

function lastOf(sources: readonly FormItem[], key: string, beside: Beside): Candidate[] {
  const told = beside.course.schedule.rows.flatMap((row): { readonly row: CourseRow; readonly candidate: Candidate }[] => {
    const source = sources.find(({ form }) => form === row.form);
    const value = source && row.record && lastAnswer(row.record.source.rules, applied(row, beside), source.item);
    if (!source || value === undefined) return [];
    return [{ row, candidate: { key, value, source: 'file', item: source.item, ...whereOf(row, beside) } }];
  });
  const [last] = told.sort((one, other) => latestFirst(one.row, other.row));
  return last ? [last.candidate] : [];
}

/** Of a group, what its last row answers. */
function lastAnswer(form: Form, values: Values, code: string): Value | undefined {
  const found = declaredItems(form).find(({ item }) => item.code === code);
  const keys = found?.group
    ? (rowsByGroup(values).get(found.group.code) ?? []).map((rowId) => itemKey(found.group?.code ?? '', rowId, code))
    : [code];
  return keys.map((key) => valueAt(values, key)).findLast((value) => isFilled(value));
}

/** What is known of a person from the patient's own request: the part of the FAT that names them tells how to reach them. */
export function reachedAt(
  fat: { readonly rules: Form; readonly values: Values } | undefined,
  role: 'prescriber' | 'pharmacist',
): ReadonlyMap<string, string> {
  if (!fat) return new Map();
  return new Map(
    declaredItems(fat.rules).flatMap(({ item, group }): [string, string][] => {
      const value = valueAt(fat.values, item.code);
      const word =
        typeof item.prefill === 'string' && item.prefill.startsWith(`${role}.`) ? item.prefill.slice(role.length + 1) : undefined;
      return word && !group && typeof value === 'string' ? [[word, value]] : [];
    }),
  );
}

function applied({ record }: CourseRow, { course }: Beside): Values {
  return record ? applicability(record.source.rules, record.source.values, course.envOf(record.source.id)).values : {};
}

function whereOf({ form: code, record }: CourseRow, { protocol }: Beside): { readonly form: string; readonly day?: string } {
  if (!record) return { form: code };
  const { rules, visit, occurrence } = record.source;
  const title = titledAt(rules.title, placeInWords(protocol, code, visit, occurrence));
  return { form: title, ...(record.heldOn && { day: record.heldOn }) };
}

function latestFirst(one: CourseRow, other: CourseRow): number {
  return dayOf(one) < dayOf(other) ? 1 : dayOf(one) > dayOf(other) ? -1 : 0;
}

function dayOf({ record, target }: CourseRow): string {
  return record?.heldOn ?? target ?? '';
}
