import type { JournalChange } from '#kernel/api';
import { own } from '#kernel/domain';

type Told = Readonly<Record<string, string | null>>;

/** What became of what was known, as the journal tells it: nothing of what stayed. */
export function differences(before: Told, after: Told): JournalChange[] {
  const told = (name: 'old' | 'new', value: string | null | undefined) => (value ? { [name]: value } : {});
  return Object.keys(after)
    .filter((item) => own(before, item) !== own(after, item))
    .map((item) => ({ item, ...told('old', own(before, item)), ...told('new', own(after, item)) }));
}
