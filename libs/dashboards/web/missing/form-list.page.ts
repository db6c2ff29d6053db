import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FormListView } from '#api-client';
import { COUNT_WORDS } from '#dashboards/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  CsvLink,
  DayPipe,
  EmptyState,
  ErrorPanel,
  Live,
  OneAtATime,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { LOOKS } from '../matrix/cells.js';
import { DashboardApi, type FormWork } from '../dashboard.api.js';
import { DashboardDesk } from '../dashboard-desk.js';
import { DashboardHead } from '../dashboard-head.js';

const WORKS: Readonly<Record<FormWork, string>> = {
  late: COUNT_WORDS.late,
  soon: COUNT_WORDS.dueIn30Days,
  'in-progress': COUNT_WORDS.inProgress,
};

/** The forms behind a count of the overview or of the home: as many lines as it says. */
@Component({
  selector: 'app-form-list-page',
  imports: [Badge, Button, CsvLink, DashboardHead, DayPipe, EmptyState, ErrorPanel, Refused, RouterLink, Unread],
  providers: [DashboardDesk],
  templateUrl: './form-list.page.html',
  styles: '.small { display: block; } h2 { margin-bottom: 12px; }',
})
export class FormListPage {
  private readonly api = inject(DashboardApi);
  private readonly announcer = inject(Announcer);
  protected readonly desk = inject(DashboardDesk);

  readonly autorisation = input<string>();
  readonly centre = input<string>();
  readonly travail = input<string>();

  protected readonly works = Object.entries(WORKS) as readonly [FormWork, string][];
  protected readonly work = computed(() => this.works.find(([work]) => work === this.travail())?.[0] ?? 'late');
  protected readonly asked = computed(() => ({ ...this.desk.scope(), work: this.work() }));
  protected readonly first = read(
    () => this.asked(),
    (asked, context) => this.api.forms(asked, context),
  );
  private readonly page = linkedSignal<FormListView | undefined>(() => this.first.value());
  protected readonly rows = computed(() => this.page()?.rows ?? []);
  protected readonly next = computed(() => this.page()?.next);
  protected readonly total = computed(() => this.page()?.total ?? 0);
  protected readonly loadingMore = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);
  protected readonly looks = LOOKS;
  protected readonly heading = computed(() => WORKS[this.work()]);

  constructor() {
    effect(() => {
      const [authorisationId, centreId] = [this.autorisation(), this.centre()];
      untracked(() => this.desk.look({ ...(authorisationId && { authorisationId }), ...(centreId && { centreId }) }));
    });
    inject(Live).changes(
      () => true,
      () => this.first.readAgain(),
    );
  }

  protected csv(): string {
    return this.api.csv('forms', this.asked());
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const page = this.page();
    if (!page?.next || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const more = await this.api.forms({ ...this.asked(), cursor: page.next });
      if (this.page() === page) this.page.set({ ...more, rows: [...page.rows, ...more.rows] });
      this.announcer.whisper($localize`${more.rows.length} fiches de plus.`);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }
}
