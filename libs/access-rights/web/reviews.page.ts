import { Component, computed, inject, signal } from '@angular/core';
import type { CentreReview } from '#api-client';
import { countsInWords } from '#access-rights/domain';
import { Badge, Button, CsvLink, DayPipe, EmptyState, ErrorPanel, PageHeader, readPages, Refused, Unread } from '#kernel/web';
import { ReviewApi } from './review.api.js';
import { REVIEW_STATES } from './review-states.js';

/** Which centres have done their yearly review, and which are late: the manager's (charter C5.7). */
@Component({
  selector: 'app-reviews-page',
  imports: [Badge, Button, CsvLink, DayPipe, EmptyState, ErrorPanel, PageHeader, Refused, Unread],
  templateUrl: './reviews.page.html',
  styles:
    '.filters { margin-bottom: 16px; } td .small, th .small { display: block; font-weight: var(--weight-normal); } .more { margin-top: 16px; }',
})
export class ReviewsPage {
  private readonly api = inject(ReviewApi);

  protected readonly onlyAsked = signal(false);
  private readonly asked = computed((): { only?: 'asked' } => (this.onlyAsked() ? { only: 'asked' } : {}));
  protected readonly list = readPages(
    () => this.asked(),
    (asked, cursor) => this.api.centres({ ...asked, ...(cursor && { cursor }) }),
  );
  protected readonly states = REVIEW_STATES;
  protected readonly csv = computed(() => `/api/v1/access-reviews.csv${this.onlyAsked() ? '?only=asked' : ''}`);

  protected countsOf({ kept = 0, withdrawn = 0, flagged = 0, left = 0 }: CentreReview): string {
    return countsInWords({ kept, withdrawn, flagged, left });
  }

  protected choose(event: Event): void {
    this.onlyAsked.set((event.target as HTMLInputElement).checked);
  }
}
