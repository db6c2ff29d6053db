import { applicability, valueAt, type Env, type Form, type Item, type Value, type Values } from '#protocols/domain';

/** What someone answers to an item; undefined when they leave it. */
export type Say = (item: Item, key: string) => Value | undefined;

/** No form reveals more, one answer after the other. */
const ROUNDS = 12;

/**
 * A form as someone types it: all that applies, what their answers reveal included, and the rows that its groups must have. What is `given`
 * stands, rows included.
 */
export function typed(form: Form, env: Env, say: Say, given: Values = {}): Values {
  const values: Record<string, Value> = { ...given };
  for (let round = 0; round < ROUNDS; round++) {
    const found = applicability(form, values, env);
    const rows = found.groups.flatMap(({ group, rowIds }) => (rowIds.length < (group.min ?? 0) ? [rowOf(group.code, rowIds.length)] : []));
    const answers = found.items.flatMap(({ item, key }): [string, Value][] => {
      const answer = item.type === 'calc' || valueAt(values, key) !== undefined ? undefined : say(item, key);
      return answer === undefined ? [] : [[key, answer]];
    });
    if (rows.length === 0 && answers.length === 0) break;
    Object.assign(values, Object.fromEntries([...rows.map((row) => [row, true] as const), ...answers]));
  }
  return values;
}

/** The key of a row; row ids sort as rows were made. */
export function rowOf(group: string, index: number): string {
  return `${group}/rang${String(index).padStart(4, '0')}`;
}

/** A row of a group with its answers, by the item's code in the group. */
export function row(group: string, index: number, items: Readonly<Record<string, Value>>): Record<string, Value> {
  const key = rowOf(group, index);
  return { [key]: true, ...Object.fromEntries(Object.entries(items).map(([item, value]) => [`${key}/${group}.${item}`, value])) };
}
