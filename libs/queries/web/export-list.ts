import { Component, inject, input, signal } from '@angular/core';
import type { SearchQueries } from '#api-client';
import { Announcer, Button, dayOf, Icon, saveAs, toApiProblem } from '#kernel/web';
import { QueriesApi } from './queries.api.js';

/** Saves the list as a file. It is asked for as the list is, by a body: what is searched for stands in no address. */
@Component({
  selector: 'app-export-list',
  imports: [Button, Icon],
  template: `
    <button appButton="quiet" type="button" [busy]="busy()" (click)="save()">
      <app-icon name="download" /><span i18n>Exporter en CSV</span>
    </button>
  `,
})
export class ExportList {
  private readonly api = inject(QueriesApi);
  private readonly announcer = inject(Announcer);

  readonly asked = input.required<SearchQueries>();

  protected readonly busy = signal(false);

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      const name = `queries-${dayOf(new Date())}.csv`;
      saveAs(await this.api.export(this.asked()), name);
      this.announcer.say($localize`Liste enregistrée\u00a0: ${name}`);
    } catch (thrown) {
      const { title, detail } = toApiProblem(thrown);
      this.announcer.say([title, detail].filter(Boolean).join(' '), 'red');
    } finally {
      this.busy.set(false);
    }
  }
}
