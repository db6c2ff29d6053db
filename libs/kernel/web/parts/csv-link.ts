import { Component, input } from '@angular/core';
import { Button } from './button.js';
import { Icon } from './icon.js';

/** Saves the table beside it as a file that spreadsheets open. The server writes it, and notes that it was exported. */
@Component({
  selector: 'app-csv-link',
  imports: [Button, Icon],
  template: `
    <a appButton="quiet" download [href]="href()"
      ><app-icon name="download" /><span i18n>Exporter en CSV</span>
      @if (of(); as table) {
        &ngsp;<span class="visually-hidden">{{ table }}</span>
      }
    </a>
  `,
})
export class CsvLink {
  /** The address of the table, ending in `.csv`. */
  readonly href = input.required<string>();
  /** Which table, where a page has several. */
  readonly of = input<string>();
}
