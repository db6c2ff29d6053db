import { own } from '#kernel/domain';
import { computed, signal } from '@angular/core';

/** What a key does on a list that is worked through. */
export type KeyAct = 'next' | 'previous' | 'open-next' | 'answer' | 'close' | 'reopen' | 'select' | 'help';

const KEYS: Readonly<Record<string, KeyAct>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  n: 'open-next',
  a: 'answer',
  c: 'close',
  r: 'reopen',
  x: 'select',
  '?': 'help',
};

/** Controls in which keys are theirs: what is typed there is never an act. */
const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox], [role=dialog]';

/** The act of a key, unless the person is typing or holds a modifier. */
export function actOf(event: KeyboardEvent): KeyAct | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.target as HTMLElement | null;
  // In a dialog as in a field, keys belong to what is in front.
  if (target?.closest?.(TYPING) || document.querySelector('[role=dialog][aria-modal=true]')) return undefined;
  return own(KEYS, event.key) ?? own(KEYS, event.key.toLowerCase());
}

/** A list gone through one by one: which row is at hand, which are selected. It knows neither screen nor network. */
export class Worklist<T extends { readonly id: string }> {
  private readonly all = signal<readonly T[]>([]);
  private readonly hand = signal<string | undefined>(undefined);
  private readonly picked = signal<ReadonlySet<string>>(new Set());

  readonly rows = this.all.asReadonly();
  /** The row at hand; undefined before one was reached, and when it left the list. */
  readonly at = computed(() => this.all().find(({ id }) => id === this.hand()));
  readonly selected = computed(() => this.all().filter(({ id }) => this.picked().has(id)));
  readonly isAllSelected = computed(() => this.all().length > 0 && this.selected().length === this.all().length);

  /** Other rows: what was selected and is still there stays so. */
  show(rows: readonly T[]): void {
    this.all.set(rows);
    const here = new Set(rows.map(({ id }) => id));
    if ([...this.picked()].some((id) => !here.has(id))) this.picked.update((ids) => new Set([...ids].filter((id) => here.has(id))));
  }

  /**
   * The same list, read again: rows that changed take their new form. What is no longer asked for goes, unless it is at hand or selected, or
   * stood beyond what was read again.
   */
  refresh(rows: readonly T[], isWhole: boolean): void {
    const read = new Map(rows.map((row) => [row.id, row]));
    const stays = ({ id }: T) => read.has(id) || !isWhole || id === this.hand() || this.picked().has(id);
    const known = new Set(this.all().map(({ id }) => id));
    this.show([
      ...this.all()
        .filter(stays)
        .map((row) => read.get(row.id) ?? row),
      ...(isWhole ? rows.filter(({ id }) => !known.has(id)) : []),
    ]);
  }

  /** Puts a row that changed in the place of the former one; the list does not move under the hands. */
  replace(row: T): void {
    this.all.update((rows) => rows.map((each) => (each.id === row.id ? row : each)));
  }

  go(id: string | undefined): void {
    this.hand.set(id);
  }

  /** To the row beside; from none, to the first. @returns where one is then */
  move(step: 1 | -1): T | undefined {
    const rows = this.all();
    const here = rows.findIndex(({ id }) => id === this.hand());
    const next = rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)];
    this.hand.set(next?.id);
    return next;
  }

  isSelected(id: string): boolean {
    return this.picked().has(id);
  }

  toggle(id: string): void {
    this.picked.update((ids) => {
      const copy = new Set(ids);
      if (!copy.delete(id)) copy.add(id);
      return copy;
    });
  }

  selectAll(selected: boolean): void {
    this.picked.set(new Set(selected ? this.all().map(({ id }) => id) : []));
  }
}
