import { Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { BulkActView, QueryView } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  CsvButton,
  dayInWords,
  Dialogs,
  EmptyState,
  ErrorPanel,
  Icon,
  Live,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  Skeleton,
  toApiProblem,
} from '#kernel/web';
import { Sheet } from '#forms/web';
import { BulkActs } from '../bulk/bulk-acts.js';
import { BulkWork } from '../bulk/bulk-work.js';
import { AT_FIRST, type Filter, fromAddress, isSameFilter, toAddress, toSearch } from './desk-filters.js';
import { FilterBar } from './filter-bar.js';
import { KeysHelp } from './keys-help.js';
import { QueriesApi } from '../queries.api.js';
import { QueryThread } from '../query/query-thread.js';
import { SavedFilters } from './saved-filters.js';
import { ageInWords, originInWords, patientInWords, type QueryAct, STATES, subjectInWords } from '../words.js';
import { actOf, type KeyAct, Worklist } from './worklist.js';
import { isQueryAct } from '#queries/domain';

/** Where the thread stands beside the list; below, it is a sheet. */
const BESIDE = '(min-width: 1101px)';
const ACTS: Partial<Record<KeyAct, QueryAct>> = { answer: 'answer', close: 'close', reopen: 'reopen' };

/** The queries that this person may see: filtered, gone through by keyboard, answered and closed, one by one or many at once. */
@Component({
  selector: 'app-query-desk-page',
  imports: [
    Badge,
    BulkActs,
    BulkWork,
    Button,
    CsvButton,
    EmptyState,
    ErrorPanel,
    FilterBar,
    Icon,
    PageHeader,
    QueryThread,
    Refused,
    RouterLink,
    SavedFilters,
    Sheet,
    Skeleton,
  ],
  templateUrl: './query-desk.page.html',
  styleUrl: './query-desk.page.scss',
  host: { '(document:keydown)': 'press($event)' },
})
export class QueryDeskPage {
  private readonly api = inject(QueriesApi);
  private readonly announcer = inject(Announcer);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);
  private readonly address = toSignal(inject(ActivatedRoute).queryParams, { requireSync: true });

  protected readonly filter = signal<Filter>(fromAddress(untracked(this.address)));
  private readonly search = signal('');
  protected readonly wish = computed(() => toSearch(this.filter(), this.search()));
  protected readonly first = read(
    () => this.wish(),
    (asked, context) => this.api.search(asked, context),
  );
  /** What the rows shown were asked with: the same, read again, does not move the list. */
  private asked: unknown;
  protected readonly work = new Worklist<QueryView>();
  protected readonly next = signal<string | undefined>(undefined);
  protected readonly loadingMore = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);

  /** The query that is open beside the list, or over it where there is no room. */
  protected readonly opened = signal<string | undefined>(undefined);
  protected readonly openedVersion = computed(() => this.work.rows().find(({ id }) => id === this.opened())?.version ?? 0);
  protected readonly isBeside = signal(true);

  protected readonly isFiltered = computed(() => !isSameFilter(this.filter(), {}) || !!this.search());
  protected readonly isFirstFilter = computed(() => isSameFilter(this.filter(), AT_FIRST) && !this.search());
  protected readonly count = computed(() => {
    const total = this.first.value()?.total ?? 0;
    return total < 2 ? $localize`${total} query` : $localize`${total.toLocaleString('fr')} queries`;
  });

  /** The list as it is shown: what is searched for stands in no address. */
  protected readonly export = () => this.api.export(this.wish());

  protected readonly states = STATES;
  protected readonly ageInWords = ageInWords;
  protected readonly dayInWords = dayInWords;
  protected readonly originInWords = originInWords;
  protected readonly patientInWords = patientInWords;
  protected readonly subjectInWords = subjectInWords;

  private readonly thread = viewChild(QueryThread);
  private readonly bar = viewChild(FilterBar);
  private readonly bulk = viewChild(BulkWork);

  constructor() {
    this.watchWidth();
    inject(Live).changes(
      ({ action }) => isQueryAct(action),
      () => this.first.readAgain(),
    );
    effect(() => {
      const asked = this.address();
      untracked(() => this.follow(asked));
    });
    effect(() => {
      const page = this.first.value();
      if (page) untracked(() => this.lay(page.items, page.next));
    });
  }

  protected change(filter: Filter): void {
    this.filter.set(filter);
    // The address keeps the filter, so that it can be sent; never what was searched.
    void this.router.navigate([], { queryParams: toAddress(filter), queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected look(text: string): void {
    this.search.set(text);
  }

  protected clear(): void {
    this.bar()?.forget();
    this.change(AT_FIRST);
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const cursor = this.next();
    if (!cursor || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    const rows = this.work.rows();
    try {
      const more = await this.api.search(toSearch(this.filter(), this.search(), cursor));
      if (this.next() !== cursor) return;
      const known = new Set(rows.map(({ id }) => id));
      this.work.show([...this.work.rows(), ...more.items.filter(({ id }) => !known.has(id))]);
      this.next.set(more.next);
      this.announcer.whisper($localize`${more.items.length} queries de plus.`);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** All that the filter gives, page after page, so that they are dealt with at once. */
  @OneAtATime()
  protected async selectEvery(): Promise<void> {
    for (let before = ''; this.next() && this.next() !== before;) {
      before = this.next() ?? '';
      await this.showMore();
    }
    this.work.selectAll(true);
  }

  protected open(id: string | undefined): void {
    this.opened.set(id);
    if (id) this.work.go(id);
    void this.router.navigate([], { queryParams: { query: id ?? null }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  /** The thread gives the keyboard back to its row. */
  protected back(): void {
    if (this.isBeside()) this.focusRow(this.opened());
  }

  protected shut(): void {
    const id = this.opened();
    this.open(undefined);
    setTimeout(() => this.focusRow(id));
  }

  protected begun(act: BulkActView): void {
    this.bulk()?.add(act);
    // How far it is stands above the list: it is brought into sight.
    setTimeout(() => document.querySelector('app-bulk-work')?.scrollIntoView?.({ block: 'nearest' }));
    this.work.selectAll(false);
  }

  protected afterBulk(): void {
    this.asked = undefined;
    this.first.reload();
  }

  protected press(event: KeyboardEvent): void {
    const act = actOf(event);
    const place = event.target as HTMLElement | null;
    // Arrows belong to the list while one is in it, and to the page elsewhere.
    if (!act || (event.key.startsWith('Arrow') && !place?.closest?.('.list'))) return;
    event.preventDefault();
    void this.do(act);
  }

  protected async do(act: KeyAct): Promise<void> {
    switch (act) {
      case 'next':
      case 'previous':
        if (act === 'next') await this.reachOn();
        return this.focusRow(this.work.move(act === 'next' ? 1 : -1)?.id);
      case 'open-next': {
        await this.reachOn();
        const row = this.work.move(1);
        if (row) this.open(row.id);
        return this.focusRow(row?.id);
      }
      case 'select': {
        const at = this.work.at();
        if (at) this.work.toggle(at.id);
        return;
      }
      case 'help':
        await this.dialogs.open(KeysHelp, undefined, 'keys-title');
        return;
      default: {
        const [id, wish] = [this.work.at()?.id ?? this.opened(), ACTS[act]];
        if (!id || !wish) return;
        if (this.opened() !== id) this.open(id);
        setTimeout(() => this.thread()?.begin(wish));
      }
    }
  }

  protected selectInWords(row: QueryView): string {
    return $localize`Sélectionner\u00a0: ${subjectInWords(row)}, ${patientInWords(row)}`;
  }

  protected toggleAll(event: Event): void {
    this.work.selectAll((event.target as HTMLInputElement).checked);
  }

  /** An address given from elsewhere: a link of the home, one that a colleague sent, the menu that asks for nothing. */
  private follow(address: Readonly<Record<string, string | undefined>>): void {
    const asked = fromAddress(address);
    if (!isSameFilter(asked, this.filter())) this.filter.set(asked);
    const query = address['query'];
    if (query !== this.opened()) this.opened.set(query);
    if (query) this.work.go(query);
  }

  private lay(rows: readonly QueryView[], next: string | undefined): void {
    const asked = JSON.stringify(this.wish());
    const isMore = this.work.rows().length > rows.length;
    if (asked === this.asked) this.work.refresh(rows, !next || !isMore);
    else this.work.show(rows);
    if (asked !== this.asked || !isMore) this.next.set(next);
    if (asked !== this.asked && this.asked !== undefined) this.announcer.whisper(this.count());
    this.asked = asked;
  }

  /** At the end of what is shown, the keyboard goes on to what follows. */
  private async reachOn(): Promise<void> {
    if (!this.next() || this.work.at()?.id !== this.work.rows().at(-1)?.id) return;
    await this.showMore();
    // Drawn first, then reached.
    await new Promise((drawn) => setTimeout(drawn));
  }

  private focusRow(id: string | undefined): void {
    const row = id && document.getElementById(`ligne-${id}`);
    if (!row) return;
    row.focus({ preventScroll: true });
    row.closest('tr')?.scrollIntoView?.({ block: 'nearest' });
  }

  private watchWidth(): void {
    const wide = globalThis.matchMedia?.(BESIDE);
    if (!wide) return;
    this.isBeside.set(wide.matches);
    wide.addEventListener('change', () => this.isBeside.set(wide.matches));
  }
}
