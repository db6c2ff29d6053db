import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { JournalEntryView, JournalPage as Page } from '#api-client';
import { roleInWords } from '#kernel/domain';
import {
  type ApiProblem,
  Button,
  CsvLink,
  EmptyState,
  ErrorPanel,
  InstantPipe,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { JournalChanges } from './journal-changes.js';
import { PatientsApi } from '../patients.api.js';

/** Every entry of the journal of a file: who, where, when, old, new, why. */
@Component({
  selector: 'app-journal-page',
  imports: [Button, CsvLink, EmptyState, ErrorPanel, InstantPipe, JournalChanges, PageHeader, Refused, Unread],
  templateUrl: './journal.page.html',
  styleUrl: './journal.page.scss',
})
export class JournalPage {
  private readonly api = inject(PatientsApi);

  readonly id = input.required<string>();

  protected readonly first = read(
    () => this.id(),
    (id) => this.api.journal(id),
  );
  private readonly page = linkedSignal<Page | undefined>(() => this.first.value());
  protected readonly entries = computed(() => this.page()?.items ?? []);
  protected readonly next = computed(() => this.page()?.next);
  protected readonly loadingMore = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);

  protected byWhom({ actorName, actorRole, centreName }: JournalEntryView): string {
    return [actorName, actorRole !== 'system' && roleInWords(actorRole), centreName].filter(Boolean).join(' – ');
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const page = this.page();
    if (!page?.next || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const more = await this.api.journal(this.id(), page.next);
      this.page.set({ items: [...page.items, ...more.items], next: more.next });
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }
}
