import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { KIND_WORDS } from '#authorisations/domain';
import { inFrenchOrder } from '#kernel/domain';
import { Badge, Button, CsvLink, Icon, DayPipe, EmptyState, ErrorPanel, PageHeader, read, Skeleton, Refused } from '#kernel/web';
import { AuthorisationsApi } from './authorisations.api.js';
import { OpeningForm } from './opening-form.js';
import { STATUSES } from './statuses.js';

/** The authorisations that this person may know of, those in force first. */
@Component({
  selector: 'app-authorisations-page',
  imports: [RouterLink, Badge, Button, CsvLink, Icon, OpeningForm, DayPipe, EmptyState, ErrorPanel, PageHeader, Skeleton, Refused],
  templateUrl: './authorisations.page.html',
  styles:
    '.gap { display: block; margin-bottom: 16px; } .indication { max-width: 420px; } .name, .small { display: block; font-weight: var(--weight-normal); } .name { font-weight: var(--weight-strong); }',
})
export class AuthorisationsPage {
  private readonly api = inject(AuthorisationsApi);
  private readonly router = inject(Router);

  protected readonly list = read(
    () => true,
    () => this.api.list(),
  );
  protected readonly rows = computed(() => {
    const items = this.list.value()?.items ?? [];
    return [...items].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || inFrenchOrder(a.medicine, b.medicine));
  });
  protected readonly opening = signal(false);
  protected readonly statuses = STATUSES;
  protected readonly kindWords = KIND_WORDS;

  /** Its page says what is left to do: its protocol, who is assigned to it. */
  protected goTo(id: string): void {
    void this.router.navigate(['/autorisations', id]);
  }
}

const ORDER = ['in-force', 'suspended', 'ended'];
