import type { ChoiceItem, CodeListEntry, Group } from './language.js';

/** What stands under a group's own code when someone states that it has no row. */
export const STATED_EMPTY = 'none';

/** A list that no protocol can name. */
export const STATEMENT_LIST = 'group';
export const STATEMENT_ENTRIES: readonly CodeListEntry[] = [{ code: STATED_EMPTY, label: 'Aucun' }];

const statements = new WeakMap<Group, ChoiceItem>();

/**
 * The question under a group's own code: whether it has no row. It is asked as any other, with its mark and its history, as long as the group has no row;
 * of none that must have one, and of none that may stay empty.
 */
export function statementOf(group: Group): ChoiceItem | undefined {
  if ((group.min ?? 0) > 0 || group.mayBeEmpty) return undefined;
  const known = statements.get(group);
  if (known) return known;
  const { code, label, place } = group;
  const item: ChoiceItem = { code, type: 'choice', list: STATEMENT_LIST, label: `${label}\u00a0: aucun\u202f?`, place, reliability: '' };
  statements.set(group, item);
  return item;
}
