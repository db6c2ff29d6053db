import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
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

/** How many more are shown at a time, and at most: the server answers no more at once. */
const STEP = 50;
const MOST = 300;

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
  private readonly router = inject(Router);

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

  /** How many of the first are shown; another list begins small. */
  private readonly most = linkedSignal({ source: () => this.filter(), computation: () => STEP });
  /** One request for all that is shown: the days that sort the desk move, and nothing is skipped, nothing shown twice. */
  protected readonly first = read(
    () => this.filter(),
    (filter, context) => this.api.list({ ...filter, most: this.most() }, context),
  );
  protected readonly rows = computed(() => this.first.value()?.items ?? []);
  protected readonly hasMore = computed(() => this.first.value()?.more ?? false);
  protected readonly isFull = computed(() => this.rows().length >= MOST);
  protected readonly mostShown = MOST;
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

  /** Takes away all that narrows the list, what a link brought too. */
  protected clear(): void {
    this.kind.set(undefined);
    void this.router.navigate([], { queryParams: { autorisation: null, centre: null }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    if (this.loadingMore()) return;
    const [filter, shown] = [this.filter(), this.rows().length];
    const most = Math.min(shown + STEP, MOST);
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const page = await this.api.list({ ...filter, most });
      if (this.filter() !== filter) return;
      this.most.set(most);
      this.first.set(page);
      this.announcer.whisper($localize`${Math.max(0, page.items.length - shown)} déclarations de plus.`);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }
}
