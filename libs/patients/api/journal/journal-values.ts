import type { ChangeWords } from '#kernel/domain';
import { rowInWords } from '#patients/domain';
import { displayValue, findItem, findRow, type Form, type Protocol, type Value } from '#protocols/domain';
import type { JournalChangeView } from '../patients.messages.js';

/** A change as the journal stores it: JSON texts. */
export interface StoredChange {
  readonly item: string;
  readonly old: string | null;
  readonly new: string | null;
  readonly reason: string | null;
}

/** The form whose words an entry is read with; none for an act that is not about a form. */
export interface ReadWith {
  readonly protocol: Protocol;
  readonly form: Form;
}

/**
 * A change as people read it: the question's label, its answers in words, of the first version that has it.
 * @param declared how the act that wrote it calls it, where it is no answer
 */
export function readChange(change: StoredChange, versions: readonly ReadWith[], declared?: ChangeWords): JournalChangeView {
  const { item, reason } = change;
  const known = ({ form }: ReadWith) => findItem(form, item) !== undefined || findRow(form, item) !== undefined;
  const [label, say] = declared ? [declared.label, declared.value ?? String] : reading(item, versions.find(known) ?? versions[0]);
  const said = (text: string | null): string | undefined => (text === null ? undefined : say(JSON.parse(text)));
  const [before, after] = [said(change.old), said(change.new)];
  return {
    item,
    label,
    ...(before !== undefined && { old: before }),
    ...(after !== undefined && { new: after }),
    ...(reason !== null && { reason }),
  };
}

type Say = (value: unknown) => string;

function reading(key: string, read: ReadWith | undefined): [label: string, say: Say] {
  if (!read) return [key, String];
  const found = findItem(read.form, key);
  if (found) {
    const label = found.group ? `${found.group.label} – ${found.item.label}` : found.item.label;
    return [label, (value) => displayValue(found.item, value as Value, read.protocol.codeLists)];
  }
  const row = findRow(read.form, key);
  return row ? [row.group.label, () => rowInWords(row.group.rowLabel)] : [key, String];
}
