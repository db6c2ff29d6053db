import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Badge, DayPipe, EmptyState, ErrorPanel, PageHeader, read, Skeleton, Refused } from '#kernel/web';
import { AuthorisationsApi } from './authorisations.api.js';
import { kindInWords, STATUSES } from './words.js';

/** The authorisations that this person may know of, those in force first. */
@Component({
  selector: 'app-authorisations-page',
  imports: [RouterLink, Badge, DayPipe, EmptyState, ErrorPanel, PageHeader, Skeleton, Refused],
  templateUrl: './authorisations.page.html',
  styles:
    '.indication { max-width: 420px; } .name, .small { display: block; font-weight: var(--weight-normal); } .name { font-weight: var(--weight-strong); }',
})
export class AuthorisationsPage {
  private readonly api = inject(AuthorisationsApi);

  protected readonly list = read(
    () => true,
    () => this.api.list(),
  );
  protected readonly rows = computed(() => {
    const items = this.list.value()?.items ?? [];
    return [...items].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.medicine.localeCompare(b.medicine, 'fr'));
  });
  protected readonly statuses = STATUSES;
  protected readonly kindInWords = kindInWords;
}

const ORDER = ['in-force', 'suspended', 'ended'];
