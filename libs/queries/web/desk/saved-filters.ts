import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { QueryFilterView } from '#api-client';
import { LIMITS, tooLong } from '#kernel/domain';
import { Announcer, type ApiProblem, Button, ErrorPanel, Field, LengthNote, newKey, OneAtATime, read, toApiProblem } from '#kernel/web';
import { type Filter, isSameFilter, without } from './desk-filters.js';
import { QueriesApi } from '../queries.api.js';

/** One's own filters under their names: recalled in one press, kept, renamed, removed. */
@Component({
  selector: 'app-saved-filters',
  imports: [Button, ErrorPanel, Field, LengthNote],
  templateUrl: './saved-filters.html',
  styleUrl: './saved-filters.scss',
})
export class SavedFilters {
  private readonly api = inject(QueriesApi);
  private readonly announcer = inject(Announcer);

  /** What the list is filtered by now. */
  readonly filter = input.required<Filter>();
  readonly recalled = output<Filter>();

  protected readonly list = read(
    () => true,
    () => this.api.filters(),
  );
  protected readonly saved = computed(() => this.list.value()?.items ?? []);
  protected readonly open = signal<'naming' | 'managing' | undefined>(undefined);
  protected readonly most = LIMITS.filterName.max;
  protected readonly name = signal('');
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly nameError = computed(() =>
    this.insist() && !this.name().trim() ? $localize`Donnez un nom au filtre.` : (this.problem()?.about('name') ?? null),
  );
  /** The same for every retry of the same wish. */
  private readonly key = linkedSignal({
    source: () => [this.name(), JSON.stringify(this.filter())].join('/'),
    computation: () => newKey(),
  });
  protected readonly isSaved = computed(() => this.saved().some(({ filter }) => isSameFilter(filter, this.filter())));

  protected isOn({ filter }: QueryFilterView): boolean {
    return isSameFilter(filter, this.filter());
  }

  protected nameInWords({ name }: QueryFilterView): string {
    return $localize`Nom du filtre\u00a0: ${name}`;
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected show(what: 'naming' | 'managing'): void {
    this.open.update((former) => (former === what ? undefined : what));
    this.problem.set(undefined);
    this.insist.set(false);
    this.name.set('');
    if (this.open() === 'naming') setTimeout(() => document.getElementById('filter-name')?.focus());
  }

  protected save(event: Event): void {
    event.preventDefault();
    this.insist.set(true);
    const name = this.name().trim();
    if (!name || tooLong(name, this.most)) return;
    void this.run(async () => {
      const saved = await this.api.saveFilter(name, without(this.filter()), this.key());
      this.list.set({ items: [...this.saved(), saved] });
      this.open.set(undefined);
      this.announcer.say($localize`Filtre enregistré\u00a0: ${name}`);
    });
  }

  protected rename(event: Event, filter: QueryFilterView, name: string): void {
    event.preventDefault();
    if (!name.trim() || name.trim() === filter.name) return;
    void this.run(async () => {
      const renamed = await this.api.renameFilter(filter, name.trim());
      this.list.set({ items: this.saved().map((each) => (each.id === filter.id ? renamed : each)) });
      this.announcer.say($localize`Filtre renommé\u00a0: ${renamed.name}`);
    });
  }

  protected remove(filter: QueryFilterView): void {
    void this.run(async () => {
      await this.api.removeFilter(filter);
      this.list.set({ items: this.saved().filter(({ id }) => id !== filter.id) });
      if (this.saved().length === 0) this.open.set(undefined);
      this.announcer.say($localize`Filtre retiré\u00a0: ${filter.name}`);
    });
  }

  @OneAtATime()
  private async run(act: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await act();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
