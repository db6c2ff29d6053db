import { Component, inject, input } from '@angular/core';
import { byWhomInWords } from '#kernel/domain';
import { Button, CsvLink, EmptyState, ErrorPanel, InstantPipe, PageHeader, readPages, Refused, Unread } from '#kernel/web';
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

  protected readonly list = readPages(
    () => this.id(),
    (id, cursor) => this.api.journal(id, cursor),
  );
  protected readonly byWhom = byWhomInWords;
}
