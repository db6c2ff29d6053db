import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SummaryRow } from '#api-client';
import { COUNT_WORDS, type CountName } from '#dashboards/domain';
import { CsvLink, EmptyState, Refused, Session, Unread } from '#kernel/web';
import { DashboardApi } from '../dashboard.api.js';
import { DashboardDesk } from '../dashboard-desk.js';
import { DashboardHead } from '../dashboard-head.js';
import { OverviewCharts } from './overview-charts.js';

/** A count of each row, and the list that stands behind it. */
interface Count {
  readonly of: CountName;
  readonly label: string;
  readonly tone?: 'red' | 'amber';
  readonly link: string;
  readonly filter: Readonly<Record<string, string>>;
}

const FORMS = '/tableau-de-bord/liste';

const COUNTS: readonly Count[] = [
  { of: 'patients', label: COUNT_WORDS.patients, link: '/patients', filter: { etats: 'granted' } },
  { of: 'late', label: COUNT_WORDS.late, tone: 'red', link: FORMS, filter: { travail: 'late' } },
  { of: 'dueIn30Days', label: COUNT_WORDS.dueIn30Days, link: FORMS, filter: { travail: 'soon' } },
  { of: 'inProgress', label: COUNT_WORDS.inProgress, link: FORMS, filter: { travail: 'in-progress' } },
  { of: 'missing', label: COUNT_WORDS.missing, link: '/tableau-de-bord/manquants', filter: {} },
  { of: 'openQueries', label: COUNT_WORDS.openQueries, tone: 'amber', link: '/queries', filter: { state: 'open,answered' } },
  { of: 'fatsToSign', label: COUNT_WORDS.fatsToSign, tone: 'amber', link: '/patients', filter: { etats: 'completed,half-signed' } },
  { of: 'openCases', label: COUNT_WORDS.openCases, tone: 'amber', link: '/pharmacovigilance', filter: {} },
];

/** Roles at which declarations arrive. */
const READS_CASES = new Set(['exploitant', 'data-manager']);

/** What is to be done under each authorisation of the centre; for the operator's side, in each centre. Counts, never a ranking (charter C7.4). */
@Component({
  selector: 'app-overview-page',
  imports: [CsvLink, DashboardHead, EmptyState, OverviewCharts, Refused, RouterLink, Unread],
  providers: [DashboardDesk],
  templateUrl: './overview.page.html',
  styleUrl: './overview.page.scss',
})
export class OverviewPage {
  private readonly api = inject(DashboardApi);
  private readonly session = inject(Session);
  protected readonly desk = inject(DashboardDesk);

  readonly autorisation = input<string>();
  readonly centre = input<string>();

  protected readonly rows = computed(() => {
    const { authorisationId, centreId } = this.desk.scope();
    const all = this.desk.summary.value()?.rows ?? [];
    return all.filter((row) => (!authorisationId || row.authorisationId === authorisationId) && (!centreId || row.centreId === centreId));
  });
  protected readonly counts = computed(() =>
    COUNTS.filter(({ of }) => this.desk.summary.value()?.counts.includes(of)).filter(
      ({ of }) => of !== 'openCases' || READS_CASES.has(this.session.role() ?? '') || this.rows().some((row) => row[of]),
    ),
  );
  protected readonly totals = computed(() => new Map(COUNTS.map(({ of }) => [of, this.rows().reduce((sum, row) => sum + row[of], 0)])));

  constructor() {
    effect(() => {
      const [authorisationId, centreId] = [this.autorisation(), this.centre()];
      untracked(() => this.desk.look({ ...(authorisationId && { authorisationId }), ...(centreId && { centreId }) }));
    });
  }

  /** The address of a list says of what it is: the desk of queries in its own words. */
  protected behind({ filter, of }: Count, { authorisationId, centreId }: SummaryRow): Record<string, string> {
    if (of === 'openQueries') return { ...filter, authorisationId, ...(centreId && { centreId }) };
    return { ...filter, autorisation: authorisationId, ...(centreId && { centre: centreId }) };
  }

  protected csv(): string {
    return this.api.csv('summary', this.desk.scope());
  }
}
