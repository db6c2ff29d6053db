import type { HttpContext } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { AuthorisationsApi } from '#authorisations/web';
import type { EnrolmentPage, EnrolmentSummary, SearchEnrolments } from '#api-client';
import { awaitsInWords, whatWasUnderstood } from '#patients/domain';
import {
  Announcer,
  type ApiProblem,
  Button,
  CsvButton,
  EmptyState,
  ErrorPanel,
  FiltersInForce,
  Icon,
  Live,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  SearchBox,
  Session,
  SincePipe,
  Skeleton,
  toApiProblem,
} from '#kernel/web';
import { type Filters, fromAddress, isSameFilter, STATE_FILTERS, type StateFilter, toSearch } from './patient-filters.js';
import { PatientsApi } from '../patients.api.js';
import { StateBadge } from '../state-badge.js';
import { identityInWords, lettersOf } from '../states.js';

/** The patients that this person may see: searched, filtered, opened. */
@Component({
  selector: 'app-patients-page',
  imports: [
    Button,
    CsvButton,
    EmptyState,
    ErrorPanel,
    FiltersInForce,
    Icon,
    PageHeader,
    Refused,
    RouterLink,
    SearchBox,
    SincePipe,
    Skeleton,
    StateBadge,
  ],
  templateUrl: './patients.page.html',
  styleUrl: './patients.page.scss',
})
export class PatientsPage {
  private readonly api = inject(PatientsApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  /** What the address narrows the list to: a link came with it, or someone chose it here. */
  readonly etats = input<string>();
  readonly autorisation = input<string>();
  readonly centre = input<string>();

  protected readonly filters = linkedSignal<Filters>(() => fromAddress(this.etats(), this.autorisation(), this.centre()), {
    equal: isSameFilter,
  });
  protected readonly search = signal('');
  private readonly box = viewChild(SearchBox);

  protected readonly authorisations = read(
    () => true,
    () => this.authorisationsApi.list(),
  );
  protected readonly first = read(
    () => toSearch(this.filters(), this.search()),
    (asked, context) => this.readRows(asked, context),
  );
  /** What is shown: the first page, and those asked for after it. */
  private readonly page = linkedSignal<EnrolmentPage | undefined>(() => this.first.value());
  protected readonly rows = computed(() => this.page()?.items ?? []);
  protected readonly next = computed(() => this.page()?.next);
  protected readonly loadingMore = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);

  protected readonly emptyUnderFilters = $localize`Aucun patient ne correspond avec ces filtres`;
  protected readonly nobody = $localize`Aucun patient ne correspond`;
  protected readonly stateFilters = STATE_FILTERS;
  /** A link may ask for states that no chip stands for. */
  private readonly hasOtherStates = computed(() => {
    const ofChips: readonly string[] = STATE_FILTERS.filter((filter) => this.isOn(filter)).flatMap(({ states }) => states);
    return this.filters().states.some((state) => !ofChips.includes(state));
  });
  /** The filters in force, in words. */
  protected readonly inForce = computed(() => {
    const { authorisationId, centreId } = this.filters();
    const authorisation = this.readable().find(({ id }) => id === authorisationId);
    return [
      ...(authorisationId ? [authorisation ? `${authorisation.medicine} – ${authorisation.code}` : $localize`Une autorisation`] : []),
      ...STATE_FILTERS.filter((filter) => this.isOn(filter)).map(({ label }) => label),
      ...(this.hasOtherStates() ? [$localize`D’autres états`] : []),
      ...(centreId ? [this.centreName()] : []),
    ];
  });
  protected readonly filtered = computed(() => !isSameFilter(this.filters(), { states: [] }) || !!this.search());
  /** What was understood of the search, for anyone who finds nothing or something else. */
  protected readonly understood = computed(() => whatWasUnderstood(this.search()));
  /** What to try when nothing is found, according to what was asked for. */
  protected readonly whatToTry = computed(() => {
    const asked = this.search().trim();
    const filters = this.inForce().join(', ');
    if (filters) return $localize`Filtres en cours\u00a0: ${filters}. Effacez-les pour chercher parmi tous les patients que vous voyez.`;
    if (/[a-z]\s+\d{4}$|[/.]/i.test(asked)) return $localize`Vérifiez le mois et l’année de naissance, par exemple mars 1961 ou 03/1961.`;
    if (/\d/.test(asked)) return $localize`Vérifiez le numéro\u00a0: le code de l’autorisation, un tiret, puis ses chiffres.`;
    return $localize`Vérifiez les lettres\u00a0: 3 du nom, puis 2 du prénom, sans accent.`;
  });
  protected readonly ofOneCentre = computed(() => !!this.session.profile());
  protected readonly mayStart = computed(
    () => this.authorisations.value()?.items.some((one) => one.abilities.includes('start-request')) ?? false,
  );
  protected readonly readable = computed(() => this.authorisations.value()?.items ?? []);

  /** The one centre that a link narrowed the list to. */
  protected readonly centreName = computed(() => this.rows()[0]?.centreName ?? $localize`Un centre`);

  protected readonly lettersOf = lettersOf;
  protected readonly identityInWords = identityInWords;
  protected readonly awaitsInWords = awaitsInWords;

  /** What is shown, whole: a search never stands in an address. */
  protected readonly csv = () => this.api.csv(toSearch(this.filters(), this.search()));

  constructor() {
    inject(Live).changes(
      () => true,
      () => this.first.readAgain(),
    );
  }

  protected isOn(filter: StateFilter): boolean {
    return filter.states.every((state) => this.filters().states.includes(state));
  }

  protected toggle(filter: StateFilter): void {
    const on = this.isOn(filter);
    const others = this.filters().states.filter((state) => !(filter.states as readonly string[]).includes(state));
    this.change({ ...this.filters(), states: on ? others : [...others, ...filter.states] });
  }

  protected chooseAuthorisation(event: Event): void {
    this.change({ ...this.filters(), authorisationId: (event.target as HTMLSelectElement).value || undefined });
  }

  protected everyCentre(): void {
    this.change({ ...this.filters(), centreId: undefined });
  }

  protected clear(): void {
    this.box()?.forget();
    this.change({ states: [] });
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const page = this.page();
    if (!page?.next || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const more = await this.api.search(toSearch(this.filters(), this.search(), page.next));
      if (this.page() === page) this.page.set({ items: [...page.items, ...more.items], next: more.next });
      this.announcer.whisper($localize`${more.items.length} patients de plus.`);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }

  protected trackRow(_index: number, row: EnrolmentSummary): string {
    return row.id;
  }

  /** The first rows; read again by itself, as many as are shown, so that nobody loses their place. */
  private async readRows(asked: SearchEnrolments, context?: HttpContext): Promise<EnrolmentPage> {
    const wanted = context ? this.rows().length : 0;
    let page = await this.api.search(asked, context);
    while (page.next && page.items.length < wanted) {
      const more = await this.api.search({ ...asked, cursor: page.next }, context);
      page = { items: [...page.items, ...more.items], next: more.next };
    }
    if (!context && this.filtered()) this.announcer.whisper(countInWords(page.items.length, !!page.next));
    return page;
  }

  private change(filters: Filters): void {
    this.filters.set(filters);
    // The address keeps the filters, so that it can be sent; never what was searched.
    const queryParams = {
      etats: filters.states.join(',') || null,
      autorisation: filters.authorisationId ?? null,
      centre: filters.centreId ?? null,
    };
    void this.router.navigate([], { queryParams, replaceUrl: true });
  }
}

function countInWords(count: number, more: boolean): string {
  if (count === 0) return $localize`Aucun patient trouvé.`;
  if (count === 1 && !more) return $localize`1 patient trouvé.`;
  return more ? $localize`Plus de ${count} patients trouvés.` : $localize`${count} patients trouvés.`;
}
