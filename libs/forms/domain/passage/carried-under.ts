import { own } from '#kernel/domain';
import { checkValue, findItem, scopeOn, applicability, type CodeLists, type Env, type Form, type Values } from '#protocols/domain';
import type { Carried } from '../carried/carried.js';
import type { ToldChange } from '../carried/carried-acts.js';
import { targetsOf, type Mapping } from './mapping.js';
import { aimOf, convert } from './passed.js';

/** The version that a form goes to, of its protocol. */
interface Next {
  readonly form: Form;
  readonly version: number;
}

/**
 * What becomes of carried values under another version: each goes where an answer would. One for which that version has no field is put aside, and
 * the journal tells it.
 */
export function carriedUnder(
  from: Form,
  { form, version }: Next,
  carried: Carried,
  mapping: Mapping,
): { readonly carried: Carried; readonly told: readonly ToldChange[] } {
  const targets = targetsOf(from, form, mapping);
  const goesTo = (key: string) => {
    const { to } = aimOf(key, targets);
    const item = to === undefined ? undefined : findItem(form, to)?.item;
    return item && item.type !== 'calc' ? to : undefined;
  };
  const places = Object.entries(carried).map(([key, stood]) => ({ key, stood, to: goesTo(key) }));
  const says = { code: 'carried-nowhere', params: { version } } as const;
  return {
    carried: Object.fromEntries(
      places.flatMap(({ key, stood, to }) =>
        to === undefined ? [] : [[to, { ...stood, value: convert(from, form, key, to, stood.value) }]],
      ),
    ),
    told: places.flatMap(({ key, stood, to }) => (to === undefined ? [{ item: key, old: stood.value, says }] : [])),
  };
}

/** Whether an answer stands at that key, and the protocol's own rules do not accept it there. */
export function isRefused(lists: CodeLists, form: Form, values: Values, env: Env, key: string): boolean {
  const [found, value] = [findItem(form, key), own(values, key)];
  if (!found || value === undefined) return false;
  const row = found.group && found.rowId !== undefined ? { group: found.group.code, rowId: found.rowId } : undefined;
  const counting = applicability(form, values, env).values;
  return checkValue(found.item, value, lists, scopeOn(form, counting, env, row)) !== null;
}
