import { computed, Injectable, signal } from '@angular/core';
import { rowKey, type Env, type Form, type Group, type Protocol, type Value, type Values } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import { draw, scopeOf, type Drawing, type RowView } from '../drawing/drawing.js';
import type { Draft } from '../saving/ledger.js';
import { understand } from '../fields/text-of.js';

interface Previewed {
  readonly protocol: Protocol;
  readonly form: Form;
}

/** Answers that try a form before it is published: they stay on the page, and are saved nowhere. */
@Injectable()
export class PreviewAnswers extends Answers {
  private readonly previewed = signal<Previewed | undefined>(undefined);
  private readonly env = signal<Env>({ today: '' });
  private readonly values = signal<Values>({});
  private readonly drafts = signal<ReadonlyMap<string, Draft>>(new Map());
  private rows = 0;

  private former: Drawing | undefined;
  readonly drawing = computed((): Drawing | undefined => {
    const previewed = this.previewed();
    if (!previewed) return undefined;
    const typed = { values: this.values(), drafts: this.drafts(), marks: {}, pending: new Map() };
    return (this.former = draw({ ...previewed, ...typed, env: this.env() }, this.former));
  });

  readonly lists = computed(() => this.previewed()?.protocol.codeLists ?? {});
  readonly previousVisit = computed(() => this.env().previousVisit);
  /** What was answered, hidden fields left out: what other rules may read. */
  readonly said = computed((): Values => this.drawing()?.found.values ?? {});
  readonly isReadOnly = () => false;
  readonly centreId = () => '';
  readonly lastReason = () => '';

  /** Lays an empty form, filled on that day and nowhere yet: `surround` says where. */
  open(protocol: Protocol, form: Form, today: string): void {
    this.previewed.set({ protocol, form });
    this.env.set({ today });
    this.empty();
  }

  /** The visit, the other forms and the visit before become these; what was answered stays. */
  surround(env: Env): void {
    this.env.set(env);
  }

  /** Takes every answer away. */
  empty(): void {
    this.values.set({});
    this.drafts.set(new Map());
  }

  override type(key: string, text: string, moment: 'typing' | 'settled'): void {
    const [previewed, drawing] = [this.previewed(), this.drawing()];
    const field = drawing?.fields.get(key);
    if (!previewed || !drawing || !field) return;
    const understood = understand(field.item, text, this.lists(), scopeOf(drawing, key, this.env()));
    if (understood.ok) return this.put(key, understood.value);
    const draft: Draft = { text, message: understood.message, base: 0, isTyping: moment === 'typing' };
    this.drafts.update((drafts) => new Map([...drafts, [key, draft]]));
  }

  override choose(key: string, value: Value | undefined): void {
    this.put(key, value);
  }

  override addRow(group: Group): void {
    this.put(rowKey(group.code, `essai${++this.rows}`.padEnd(6, '0')), true);
  }

  override removeRow(_group: Group, row: RowView): Promise<void> {
    this.values.update((values) =>
      Object.fromEntries(Object.entries(values).filter(([key]) => key !== row.key && !key.startsWith(`${row.key}/`))),
    );
    return Promise.resolve();
  }

  override keepMine(): void {
    // Nobody else is here: there is no conflict.
  }

  override giveUp(key: string): void {
    this.drafts.update((drafts) => new Map([...drafts].filter(([each]) => each !== key)));
  }

  override giveReason(): void {
    // Nothing is saved: nothing is asked.
  }

  override centreName(): string {
    return '';
  }

  private put(key: string, value: Value | undefined): void {
    this.giveUp(key);
    this.values.update((values) => {
      const others = Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));
      return value === undefined ? others : { ...others, [key]: value };
    });
  }
}
