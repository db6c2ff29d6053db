import { rowKey, valueAt, type Group, type Item, type Value, type Values } from '#protocols/domain';

/** A row as the visit before had it. Taken up, it keeps its id: it is the same treatment, the same effect. */
export interface RowBefore {
  readonly key: string;
  readonly answers: readonly { readonly key: string; readonly item: Item; readonly value: Value }[];
}

/** The rows that a group had at the visit before, in the order in which they were made; calculated answers are brought up to date. */
export function rowsBefore(group: Group, previous: Values | undefined): readonly RowBefore[] {
  const rowIds = Object.keys(previous ?? {}).flatMap((key) => {
    const [code, rowId, item] = key.split('/');
    return code === group.code && rowId !== undefined && item === undefined ? [rowId] : [];
  });
  return rowIds.sort().map((rowId) => {
    const key = rowKey(group.code, rowId);
    const answers = group.items.flatMap((item) => {
      const value = item.type === 'calc' ? undefined : valueAt(previous ?? {}, `${key}/${item.code}`);
      return value === undefined ? [] : [{ key: `${key}/${item.code}`, item, value }];
    });
    return { key, answers };
  });
}
