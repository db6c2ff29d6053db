import { Component, computed, inject, signal } from '@angular/core';
import { clockInWords } from '#identity/domain';
import { Button, CsvLink, EmptyState, ErrorPanel, Icon, PageHeader, readPages, Refused, SearchBox, Unread } from '#kernel/web';
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
  protected readonly list = readPages(
    () => this.asked(),
    (asked, cursor) => this.api.list({ ...asked, ...(cursor && { cursor }) }),
  );
  protected readonly importing = signal(false);
  protected readonly clockOf = clockInWords;
  protected readonly csv = computed(() => {
    const asked = new URLSearchParams(this.asked()).toString();
    return `/api/v1/centres.csv${asked && `?${asked}`}`;
  });
}
