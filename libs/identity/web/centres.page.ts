import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import type { CentrePage } from '#api-client';
import { clockInWords } from '#identity/domain';
import {
  type ApiProblem,
  Button,
  CsvLink,
  EmptyState,
  ErrorPanel,
  Icon,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  SearchBox,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { CentreImport } from './centre-import.js';
import { CentresApi } from './centres.api.js';

/** The centres that the installation knows: where requests come from, and where patients may be transferred to. */
@Component({
  selector: 'app-centres-page',
  imports: [Button, CentreImport, CsvLink, EmptyState, ErrorPanel, Icon, PageHeader, Refused, SearchBox, Unread],
  templateUrl: './centres.page.html',
  styles: '.gap { display: block; margin-bottom: 16px; } .more { margin-top: 16px; } th .small { display: block; }',
})
export class CentresPage {
  private readonly api = inject(CentresApi);

  protected readonly search = signal('');
  private readonly asked = computed((): Record<string, string> => (this.search().trim() ? { words: this.search().trim() } : {}));
  protected readonly list = read(
    () => this.asked(),
    (asked) => this.api.list(asked),
  );
  protected readonly page = linkedSignal<CentrePage | undefined>(() => this.list.value());
  protected readonly importing = signal(false);
  protected readonly clockOf = clockInWords;
  protected readonly loadingMore = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly csv = computed(() => {
    const asked = new URLSearchParams(this.asked()).toString();
    return `/api/v1/centres.csv${asked && `?${asked}`}`;
  });

  @OneAtATime()
  protected async more(): Promise<void> {
    const page = this.page();
    if (!page?.next) return;
    this.loadingMore.set(true);
    this.problem.set(undefined);
    try {
      const more = await this.api.list({ ...this.asked(), cursor: page.next });
      this.page.set({ items: [...page.items, ...more.items], ...(more.next && { next: more.next }) });
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }
}
