import { parseKey, statementOf, type Applicability, type ApplicableItem } from '#protocols/domain';
import type { Conflict, Pending } from '../saving/ledger.js';

/** What is typed and not saved. */
type Waiting = ReadonlyMap<string, Pending>;

/** The word that a group has no row is taken back with a row that is added: what holds that up is told as of any answer. */
export function statementsHeld({ groups }: Applicability, pending: Waiting): readonly ApplicableItem[] {
  return groups.flatMap(({ group, section, rowIds }): ApplicableItem[] => {
    const item = rowIds.length > 0 && pending.get(group.code)?.held ? statementOf(group) : undefined;
    return item ? [{ key: group.code, item, section, required: false }] : [];
  });
}

/** Rows that the server refused, or in which someone else answered, are told at their group. */
export function rowsHeld(
  { pending }: { readonly pending: Waiting },
  problems: ReadonlyMap<string, string>,
): { readonly problems: ReadonlyMap<string, string>; readonly disputed: readonly Conflict[] } {
  const all = new Map(problems);
  const disputed: Conflict[] = [];
  for (const [key, { held }] of pending) {
    const at = parseKey(key);
    if (!held || !at || !('group' in at) || at.item !== undefined) continue;
    if (held.why === 'refused') all.set(at.group, held.message);
    if (held.why === 'conflict') disputed.push(held.conflict);
  }
  return { problems: all, disputed };
}
