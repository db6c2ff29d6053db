import { findItem, isFilled, parseKey, valueAt, type Applicability, type Form, type Values } from '#protocols/domain';

/** Answers of items that no longer apply, in rows that still are. */
export function leftBehind(form: Form, values: Values, found: Applicability): readonly string[] {
  const applies = new Set(found.items.map(({ key }) => key));
  return Object.keys(values).filter((key) => {
    if (applies.has(key) || !isFilled(valueAt(values, key)) || (findItem(form, key)?.item.type ?? 'calc') === 'calc') return false;
    const at = parseKey(key);
    return !at || !('group' in at) || values[`${at.group}/${at.rowId}`] === true;
  });
}
