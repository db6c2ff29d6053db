import { Component, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { EnrolmentView, QueryDetail, QueryView } from '#api-client';
import { Live, read, Unread } from '#kernel/web';
import { AskBox } from '../query/ask-box.js';
import { QueriesApi } from '../queries.api.js';
import { QueryLines } from '../query/query-lines.js';
import { isLive } from '../words.js';

/** On the file of a patient: the queries on their forms and on themselves, and the way to ask one. */
@Component({
  selector: 'app-patient-queries',
  imports: [AskBox, QueryLines, Unread],
  template: `
    <section class="card stack-small" aria-labelledby="queries-title">
      <h2 id="queries-title" i18n>Queries</h2>
      @if (list.value(); as found) {
        @if (ofPatient(found.items).length) {
          <app-query-lines [queries]="ofPatient(found.items)" [withSubject]="true" [(opened)]="opened" (changed)="settle($event)" />
        }
        @if (ofForms(found.items).length) {
          <app-query-lines [queries]="ofForms(found.items)" [withSubject]="true" [isLed]="true" (chosen)="go($event)" />
        }
        @if (!found.items.length) {
          <p class="soft" i18n>Aucune query sur ce patient.</p>
        }
        @if (found.mayAsk) {
          <app-ask-box
            [target]="{ enrolmentId: enrolment()?.id ?? '' }"
            i18n-label
            label="Poser une query sur le patient"
            (asked)="settle($event)"
          />
        }
      } @else {
        <app-unread [of]="list" [lines]="2" />
      }
    </section>
  `,
})
export class PatientQueries {
  private readonly api = inject(QueriesApi);
  private readonly router = inject(Router);

  /** Given by the slot, which may set it after the first reading. */
  readonly enrolment = input<EnrolmentView>();

  protected readonly list = read(
    () => this.enrolment()?.id,
    (enrolmentId, context) => this.api.allOf({ enrolmentId }, context),
  );
  protected readonly opened = signal<string | undefined>(undefined);

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolment()?.id,
      () => this.list.readAgain(),
    );
  }

  protected ofPatient(all: readonly QueryView[]): readonly QueryView[] {
    return all.filter(({ formId }) => !formId);
  }

  /** On the file, what is settled on its forms is left to them. */
  protected ofForms(all: readonly QueryView[]): readonly QueryView[] {
    return all.filter((query) => query.formId && isLive(query));
  }

  protected go({ id, enrolmentId, formId }: QueryView): void {
    void this.router.navigate(['/dossiers', enrolmentId, 'fiches', formId], { queryParams: { query: id } });
  }

  protected settle(after: QueryDetail): void {
    const known = this.list.value();
    if (!known) return;
    const isKnown = known.items.some(({ id }) => id === after.id);
    this.list.set({
      ...known,
      items: isKnown ? known.items.map((each) => (each.id === after.id ? after : each)) : [...known.items, after],
    });
  }
}
