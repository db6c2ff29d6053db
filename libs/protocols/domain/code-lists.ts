import { own } from '#kernel/domain';
import { STATEMENT_ENTRIES, STATEMENT_LIST } from './statements.js';
import type { ChoiceItem, CodeListEntry, MissingReason, Protocol } from './language.js';

export type CodeLists = Protocol['codeLists'];

/** The lists that every protocol has without declaring them. */
export const BUILT_IN_LISTS = {
  ON: [
    { code: 'O', label: 'Oui' },
    { code: 'N', label: 'Non' },
  ],
  ONI: [
    { code: 'O', label: 'Oui' },
    { code: 'N', label: 'Non' },
    { code: 'I', label: 'Inconnu' },
  ],
} as const satisfies CodeLists;

/** Why there is no value, in the words of screens and paper. */
export const MISSING_REASON_LABELS: Readonly<Record<MissingReason, string>> = {
  ND: 'Non disponible',
  NF: 'Non fait',
  NA: 'Non applicable',
};

/** The entries one chooses from; none when the protocol lacks the list, which `checkProtocol` refuses. */
export function entriesOf(item: ChoiceItem, lists: CodeLists): readonly CodeListEntry[] {
  if (item.type === 'on') return BUILT_IN_LISTS.ON;
  if (item.type === 'oni') return BUILT_IN_LISTS.ONI;
  if (item.list === STATEMENT_LIST) return STATEMENT_ENTRIES;
  return item.list === undefined ? [] : (own(lists, item.list) ?? []);
}

/** The label of a code, or the code itself when the list does not know it. */
export function labelOf(item: ChoiceItem, code: string, lists: CodeLists): string {
  return entriesOf(item, lists).find((entry) => entry.code === code)?.label ?? code;
}
