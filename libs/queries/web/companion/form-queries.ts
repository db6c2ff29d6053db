import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { ActivatedRoute } from '@angular/router';
import type { QueryDetail, QueryView } from '#api-client';
import { type MarkShown, OpenForm } from '#forms/web';
import { Live, read } from '#kernel/web';
import { QueriesApi } from '../queries.api.js';
import { isLive } from '../words.js';
import { isQueryAct } from '#queries/domain';

/** The queries of one open form: read with it, read again when an answer is saved or a colleague acts. */
@Injectable()
export class FormQueries {
  private readonly api = inject(QueriesApi);
  private readonly place = inject(OpenForm);

  readonly form = this.place.form;
  readonly list = read(
    () => this.form()?.id,
    (formId, context) => this.api.allOf({ formId }, context),
  );
  readonly all = computed(() => this.list.value()?.items ?? []);
  readonly mayAsk = computed(() => this.list.value()?.mayAsk ?? false);
  readonly live = computed(() => this.all().filter(isLive));
  /** Those of the form as a whole. */
  readonly ofForm = computed(() => this.all().filter(({ item }) => item === undefined));
  /** The query whose thread is open. */
  readonly opened = signal<string | undefined>(inject(ActivatedRoute).snapshot.queryParams['query'] as string | undefined);

  private readonly byItem = computed(() => {
    const items = new Map<string, QueryView[]>();
    for (const query of this.all()) if (query.item) items.set(query.item, [...(items.get(query.item) ?? []), query]);
    return items;
  });
  private readonly marks = computed(() => new Map([...this.byItem()].map(([item, queries]) => [item, marksOf(queries)])));

  constructor() {
    // A check that holds again closes its query as the answer is saved; one that fails opens it.
    const version = this.place.version;
    let before = untracked(version);
    effect(() => {
      const now = version();
      if (now !== before) untracked(() => this.list.readAgain());
      before = now;
    });
    inject(Live).changes(
      ({ enrolmentId, action }) => enrolmentId === this.form()?.enrolmentId && isQueryAct(action),
      () => this.list.readAgain(),
    );
    const led = effect(() => {
      const queries = this.list.value()?.items;
      if (!queries) return;
      led.destroy();
      untracked(() => this.lead(queries));
    });
  }

  of(item: string): readonly QueryView[] {
    return this.byItem().get(item) ?? NONE;
  }

  marksOf(item: string): readonly MarkShown[] {
    return this.marks().get(item) ?? NONE;
  }

  /** Leads to what a query is about, its thread open. */
  show({ id, item }: Pick<QueryView, 'id' | 'item'>): void {
    this.opened.set(id);
    this.place.show(item);
  }

  /** Puts what an act made of a query in its place. */
  settle(after: QueryDetail): void {
    const known = this.all().some(({ id }) => id === after.id);
    this.list.set({
      mayAsk: this.mayAsk(),
      items: known ? this.all().map((each) => (each.id === after.id ? after : each)) : [...this.all(), after],
    });
  }

  /** An address names a query: one is led to it. */
  private lead(queries: readonly QueryView[]): void {
    const asked = queries.find(({ id }) => id === this.opened());
    if (asked) this.show(asked);
  }
}

const NONE: readonly never[] = [];

function marksOf(queries: readonly QueryView[]): readonly MarkShown[] {
  const [open, answered] = (['open', 'answered'] as const).map((state) => queries.filter((query) => query.state === state).length);
  return [
    ...(open
      ? [{ icon: 'help', tone: 'amber', text: open === 1 ? $localize`Query ouverte` : $localize`${open} queries ouvertes` } as const]
      : []),
    ...(answered
      ? [
          {
            icon: 'talk',
            tone: 'blue',
            text: answered === 1 ? $localize`Query répondue` : $localize`${answered} queries répondues`,
          } as const,
        ]
      : []),
  ];
}
