import { Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { AuthorisationsApi } from '#authorisations/web';
import { FiltersInForce, read, SearchBox } from '#kernel/web';
import { whatWasUnderstood } from '#patients/domain';
import { AGES, AT_FIRST, type Filter, isSameFilter, type Toggle, TOGGLES, without } from './desk-filters.js';
import { QueriesApi } from '../queries.api.js';
import { ageInWords } from '../words.js';

/** Narrows a list of queries: chips, choices, and a search that never leaves the page's memory. */
@Component({
  selector: 'app-filter-bar',
  imports: [FiltersInForce, SearchBox],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.scss',
})
export class FilterBar {
  private readonly api = inject(QueriesApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);

  readonly filter = input.required<Filter>();
  readonly changed = output<Filter>();
  readonly searched = output<string>();
  readonly cleared = output();

  private readonly box = viewChild(SearchBox);
  private readonly search = signal('');
  /** What was understood of the search. */
  protected readonly understood = computed(() => whatWasUnderstood(this.search()));

  protected readonly authorisations = read(
    () => true,
    () => this.authorisationsApi.list(),
  );
  protected readonly readable = computed(() => this.authorisations.value()?.items ?? []);
  private readonly protocol = read(
    () => this.readable().find(({ id }) => id === this.filter().authorisationId)?.protocolVersionId,
    (id) => this.api.protocol(id),
  );
  protected readonly forms = computed(() => (this.filter().authorisationId ? (this.protocol.value()?.forms ?? []) : []));
  /** All those in the scope of this person, be there a query or not. */
  private readonly centres = read(
    () => true,
    () => this.api.centres(),
  );
  protected readonly centreList = computed(() => this.centres.value() ?? []);

  protected readonly groups = TOGGLES;
  protected readonly ages = AGES.map((days) => ({ days, words: $localize`Plus de ${ageInWords(days)}` }));

  /** Whether the list is as the desk begins. */
  protected readonly isAtFirst = computed(() => isSameFilter(this.filter(), AT_FIRST) && !this.search());
  /** The filters in force, in the words of their chips and lists. */
  protected readonly inForce = computed(() => {
    const filter = this.filter();
    const authorisation = this.readable().find(({ id }) => id === filter.authorisationId);
    const centre = this.centreList().find(({ id }) => id === filter.centreId);
    return [
      ...(authorisation ? [`${authorisation.medicine} – ${authorisation.code}`] : []),
      ...this.forms().flatMap(({ code, title }) => (code === filter.formCode ? [title] : [])),
      ...(centre ? [centre.name] : []),
      ...this.ages.flatMap(({ days, words }) => (days === filter.olderThanDays ? [words] : [])),
      ...this.groups.flat().flatMap((toggle) => (toggle.isOn(filter) ? [toggle.label] : [])),
    ];
  });

  protected turn(toggle: Toggle): void {
    this.changed.emit(toggle.turn(this.filter()));
  }

  protected choose(name: 'authorisationId' | 'centreId' | 'formCode' | 'olderThanDays', event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const chosen = { [name]: name === 'olderThanDays' ? Number(value) : value };
    // The forms of another protocol are others.
    const others = name === 'authorisationId' ? { ...this.filter(), formCode: undefined } : this.filter();
    this.changed.emit(without({ ...others, ...chosen }));
  }

  /** Empties the search box; the filter is the page's. */
  forget(): void {
    this.box()?.forget();
  }

  protected look(text: string): void {
    this.search.set(text);
    this.searched.emit(text);
  }
}
