import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StatusRow } from '#api-client';
import { COVERAGE_WORDS, KIND_WORDS } from '#authorisations/domain';
import { STATUSES } from '#authorisations/web';
import { capitalised, inFrenchOrder } from '#kernel/domain';
import { Badge, CsvLink, DayPipe, EmptyState, ErrorPanel, PageHeader, read, Refused, Skeleton, Term } from '#kernel/web';
import { DashboardApi } from '../dashboard.api.js';
import { DeadlineFeed } from './deadline-feed.js';

/** What changed of each authorisation, since when, for whom of one's patients, and what does not change (charter R4, C8.4, C8.5). */
@Component({
  selector: 'app-statuses-page',
  imports: [RouterLink, Badge, CsvLink, DayPipe, DeadlineFeed, EmptyState, ErrorPanel, PageHeader, Refused, Skeleton, Term],
  templateUrl: './statuses.page.html',
  styleUrl: './statuses.page.scss',
})
export class StatusesPage {
  private readonly api = inject(DashboardApi);

  protected readonly board = read(
    () => true,
    (_, context) => this.api.statuses(context),
  );
  /** What changed last, or is to change, first. */
  protected readonly rows = computed(() =>
    [...(this.board.value()?.rows ?? [])].sort((a, b) => compare(lastOf(b), lastOf(a)) || inFrenchOrder(a.medicine, b.medicine)).map(shown),
  );
}

function shown(row: StatusRow) {
  return {
    ...row,
    look: STATUSES[row.status],
    kindWords: KIND_WORDS[row.kind],
    coverageWords: COVERAGE_WORDS[row.coverage],
    changes: row.changes.map((change) => ({ ...change, label: capitalised(change.label) })),
    due: row.deadlines.slice(0, MOST_DUE).map((one) => ({ ...one, label: capitalised(one.label) })),
  };
}

/** All of them are on the page of the authorisation. */
const MOST_DUE = 3;

const lastOf = ({ changes }: StatusRow): string => changes[0]?.day ?? '';
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
