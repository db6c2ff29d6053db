import type { HttpContext } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CasePage as Page } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  CsvButton,
  EmptyState,
  ErrorPanel,
  InstantPipe,
  Live,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  SearchBox,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { whatWasUnderstood } from '#patients/domain';
import { type CaseFilter, CasesApi } from './cases.api.js';
import { ClockBadge } from './clock-badge.js';
import { SeriousnessBadge } from './seriousness-badge.js';
import { TransmissionWords } from './transmission-words.js';

/** What a list may show of the desk. */
const STATES = ['open', 'to-acknowledge', 'to-transmit', 'transmitted'] as const;
type State = (typeof STATES)[number];

/** The desk of pharmacovigilance: what waits, nearest last day first; a word says how much is left. */
@Component({
  selector: 'app-cases-page',
  imports: [
    Badge,
    Button,
    ClockBadge,
    CsvButton,
    EmptyState,
    ErrorPanel,
    InstantPipe,
    PageHeader,
    Refused,
    RouterLink,
    SearchBox,
    SeriousnessBadge,
    TransmissionWords,
    Unread,
  ],
  templateUrl: './cases.page.html',
  styleUrl: './cases.page.scss',
})
export class CasesPage {
  private readonly api = inject(CasesApi);
  private readonly announcer = inject(Announcer);

  /** Given by the address, so that a count opens the list that it counted. */
  readonly etat = input<string>();

  readonly autorisation = input<string>();
  readonly centre = input<string>();

  protected readonly state = linkedSignal<State>(() => STATES.find((each) => each === this.etat()) ?? 'open');
  protected readonly kind = signal<'EI' | 'SP' | undefined>(undefined);
  /** Whom one looks for: it may be of a patient, and never stands in an address. */
  protected readonly search = signal('');
  protected readonly understood = computed(() => whatWasUnderstood(this.search()));
  private readonly filter = computed((): CaseFilter => {
    const kind = this.kind();
    const [authorisationId, centreId] = [this.autorisation(), this.centre()];
    const search = this.search().trim();
    return {
      state: this.state(),
      ...(kind && { kind }),
      ...(authorisationId && { authorisationId }),
      ...(centreId && { centreId }),
      ...(search && { search }),
    };
  });

  /** The whole list that is shown, as a file. */
  protected readonly csv = () => this.api.csv(this.filter());

  protected readonly first = read(
    () => this.filter(),
    (filter, context) => this.readRows(filter, context),
  );
  /** What is shown: the first page, and those asked for after it. */
  private readonly page = linkedSignal<Page | undefined>(() => this.first.value());
  protected readonly rows = computed(() => this.page()?.items ?? []);
  protected readonly next = computed(() => this.page()?.next);
  protected readonly loadingMore = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);

  protected readonly states: readonly { readonly state: State; readonly label: string }[] = [
    { state: 'open', label: $localize`En cours` },
    { state: 'to-acknowledge', label: $localize`À prendre en charge` },
    { state: 'to-transmit', label: $localize`À transmettre` },
    { state: 'transmitted', label: $localize`Transmises` },
  ];
  protected readonly kinds: readonly { readonly kind: 'EI' | 'SP'; readonly label: string }[] = [
    { kind: 'EI', label: $localize`Effets indésirables` },
    { kind: 'SP', label: $localize`Situations particulières` },
  ];

  constructor() {
    inject(Live).changes(
      () => true,
      () => this.first.readAgain(),
    );
  }

  protected toggle(kind: 'EI' | 'SP'): void {
    this.kind.update((now) => (now === kind ? undefined : kind));
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const page = this.page();
    if (!page?.next || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const more = await this.after(this.filter(), page);
      if (this.page() === page) this.page.set(more);
      this.announcer.whisper($localize`${Math.max(0, more.items.length - page.items.length)} déclarations de plus.`);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** That page with the next one; all of it anew where the days that sort it moved meanwhile: no declaration is skipped, none shown twice. */
  private async after(filter: CaseFilter, page: Page, context?: HttpContext): Promise<Page> {
    try {
      const more = await this.api.list({ ...filter, cursor: page.next }, context);
      return { items: [...page.items, ...more.items], ...(more.next && { next: more.next }) };
    } catch (thrown) {
      if (toApiProblem(thrown).code !== 'bad-cursor') throw thrown;
      return this.atLeast(page.items.length + 1, filter, context);
    }
  }

  private async atLeast(wanted: number, filter: CaseFilter, context?: HttpContext): Promise<Page> {
    let page = await this.api.list(filter, context);
    while (page.next && page.items.length < wanted) page = await this.after(filter, page, context);
    return page;
  }

  /** The first rows; read again by itself, as many as are shown, so that nobody loses their place. */
  private async readRows(filter: CaseFilter, context?: HttpContext): Promise<Page> {
    return this.atLeast(context ? this.rows().length : 0, filter, context);
  }
}
