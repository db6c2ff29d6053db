import { Component, computed, input } from '@angular/core';
import type { JournalEntryView } from '#api-client';

/** The answers that an entry wrote: old, new, why. A first entry of many answers is folded, and shows no column without content. */
@Component({
  selector: 'app-journal-changes',
  templateUrl: './journal-changes.html',
  styleUrl: './journal-changes.scss',
})
export class JournalChanges {
  readonly entry = input.required<JournalEntryView>();

  protected readonly shownAtOnce = 8;
  protected readonly someOld = computed(() => this.entry().changes.some(({ old }) => old !== undefined));
  protected readonly someReason = computed(() => this.entry().changes.some(({ reason }) => reason !== undefined));
  protected readonly after = $localize`Après`;
  protected readonly typed = $localize`Saisi`;
}
