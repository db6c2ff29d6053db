import { own } from '#kernel/domain';
import { checkValue, findItem, scopeOn, applicability, type CodeLists, type Env, type Form, type Values } from '#protocols/domain';
import type { Carried } from '../carried/carried.js';
import type { WrittenChange } from '../changes/judge-changes.js';
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
): { readonly carried: Carried; readonly told: readonly WrittenChange[] } {
  const targets = targetsOf(from, form, mapping);
  const goesTo = (key: string) => {
    const { to } = aimOf(key, targets);
    const item = to === undefined ? undefined : findItem(form, to)?.item;
    return item && item.type !== 'calc' ? to : undefined;
  };
  const places = Object.entries(carried).map(([key, stood]) => ({ key, stood, to: goesTo(key) }));
  const reason = `Valeur reprise écartée\u00a0: la version ${version} n’a pas ce champ.`;
  return {
    carried: Object.fromEntries(
      places.flatMap(({ key, stood, to }) =>
        to === undefined ? [] : [[to, { ...stood, value: convert(from, form, key, to, stood.value) }]],
      ),
    ),
    told: places.flatMap(({ key, stood, to }) => (to === undefined ? [{ item: key, old: stood.value, reason }] : [])),
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
