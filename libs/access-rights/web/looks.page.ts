import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LookView } from '#api-client';
import { DEVICE_WORDS, lastBeforeFirst, roleInWords, say } from '#kernel/domain';
import { LOOK_WORDS, OUTCOME_WORDS } from '#access-rights/domain';
import {
  Badge,
  Button,
  CsvLink,
  DateBox,
  EmptyState,
  ErrorPanel,
  Field,
  InstantPipe,
  PageHeader,
  readPages,
  Refused,
  todayInParis,
  TypedDay,
  Unread,
} from '#kernel/web';
import { AccessApi, type LookFilter } from './access.api.js';

/** Who looked at what, and who was refused it: for the manager, all of it; for each person, what was done in their name. */
@Component({
  selector: 'app-looks-page',
  imports: [Badge, Button, CsvLink, DateBox, EmptyState, ErrorPanel, Field, InstantPipe, PageHeader, Refused, RouterLink, Unread],
  templateUrl: './looks.page.html',
  styles: `
    .filters {
      align-items: end;
      margin-bottom: 16px;
    }

    td .small,
    th .small {
      display: block;
    }

    /* A name to press takes the place of a name to read. */
    .name {
      margin-block: -8px;
    }

    .more {
      margin-top: 16px;
    }
  `,
})
export class LooksPage {
  private readonly api = inject(AccessApi);

  /** Whose: everyone's, or one's own. From the route. */
  readonly whose = input<'all' | 'mine'>('mine');

  /** Nothing was looked at in the future. */
  protected readonly from = new TypedDay({ limits: () => ({ notAfter: todayInParis() }) });
  protected readonly to = new TypedDay({
    limits: () => ({ notAfter: todayInParis() }),
    refuse: (day) => {
      const wrong = lastBeforeFirst(this.from.settled(), day);
      return wrong && say(wrong);
    },
  });
  protected readonly outcome = signal<'' | 'given' | 'refused'>('');
  /** Chosen by their name in a line. */
  protected readonly person = signal<{ readonly id: string; readonly name: string } | undefined>(undefined);
  private readonly filter = computed((): LookFilter => ({
    ...(this.from.settled() && { from: this.from.settled() }),
    ...(this.to.settled() && { to: this.to.settled() }),
    ...(this.outcome() && { outcome: this.outcome() as 'given' | 'refused' }),
    ...(this.whose() === 'all' && this.person() && { personId: this.person()?.id }),
  }));
  protected readonly list = readPages(
    () => this.filter(),
    (filter, cursor) => this.api.looks(this.whose(), { ...filter, ...(cursor && { cursor }) }),
  );
  protected readonly csv = computed(() => {
    const address = this.whose() === 'all' ? '/api/v1/access-log.csv' : '/api/v1/my-access-log.csv';
    const asked = new URLSearchParams(Object.entries(this.filter())).toString();
    return asked ? `${address}?${asked}` : address;
  });
  protected readonly outcomes = OUTCOME_WORDS;
  protected readonly actions = LOOK_WORDS;
  protected readonly devices = DEVICE_WORDS;

  /** As whom, and from which centre, where there is one. */
  protected whereOf({ role, centreName }: LookView): string {
    return [roleInWords(role), centreName].filter(Boolean).join(', ');
  }

  /** Of a file that one looked at oneself: whether one still may is asked when it is opened. */
  protected addressOf({ subjectType, subjectId, outcome }: LookView): string | undefined {
    return this.whose() === 'mine' && subjectType === 'enrolment' && subjectId !== '*' && outcome === 'given'
      ? `/dossiers/${subjectId}`
      : undefined;
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }

  protected setOutcome(event: Event): void {
    this.outcome.set(this.valueOf(event) as '' | 'given' | 'refused');
  }

  protected only({ personId, personName }: LookView): void {
    this.person.set({ id: personId, name: personName });
  }
}
