import { Component, inject, input, signal } from '@angular/core';
import { Announcer } from '../dialogs/announcer.js';
import { toApiProblem } from '../problems/api-problem.js';
import { saveAs } from '../save-as.js';
import { dayOf } from '../words/dates.js';
import { Button } from './button.js';
import { Icon } from './icon.js';
import { OneAtATime } from '../one-at-a-time.js';

/** As `CsvLink`, for a table whose search must not stand in an address. */
@Component({
  selector: 'app-csv-button',
  imports: [Button, Icon],
  template: `
    <button appButton="quiet" type="button" [busy]="busy()" (click)="save()">
      <app-icon name="download" /><span i18n>Exporter en CSV</span>
    </button>
  `,
})
export class CsvButton {
  private readonly announcer = inject(Announcer);

  /** Asks the server for the table as it is shown. */
  readonly from = input.required<() => Promise<Blob>>();
  /** What the file is called, before the day. */
  readonly name = input.required<string>();

  protected readonly busy = signal(false);

  @OneAtATime()
  protected async save(): Promise<void> {
    this.busy.set(true);
    try {
      saveAs(await this.from()(), `${this.name()}-${dayOf(new Date())}.csv`);
    } catch (thrown) {
      const { title, detail } = toApiProblem(thrown);
      this.announcer.say([title, detail].filter(Boolean).join(' '), 'red');
    } finally {
      this.busy.set(false);
    }
  }
}
