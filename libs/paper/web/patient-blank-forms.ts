import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { EnrolmentView, ScheduleRow } from '#api-client';
import { titledAt } from '#kernel/domain';
import { ErrorPanel, Live, read } from '#kernel/web';
import { BlankPdf } from './blank-pdf.js';
import { PaperApi } from './paper.api.js';

/** Of visits to come, the next ones are enough: their day may still move. */
const TO_COME = 3;

/** On the file of a patient: the forms that are asked for, to be filled on paper (charter C2.1). Read once somebody opens it. */
@Component({
  selector: 'app-patient-blank-forms',
  imports: [BlankPdf, ErrorPanel],
  template: `
    @if (enrolment(); as file) {
      <details class="card" (toggle)="opened($event)">
        <summary i18n>Remplir sur papier</summary>
        @if (blanks.refusal() ?? schedule.refusal(); as problem) {
          <app-error-panel [problem]="problem" [canRetry]="false" />
        }
        @if (blanks.value(); as known) {
          @if (known.items.length) {
            <p class="soft" i18n>
              Ces fiches portent le numéro du patient. Imprimez-les ou remplissez-les dans un lecteur de PDF, puis envoyez-les à
              l’exploitant par messagerie sécurisée ou par courrier.
            </p>
            <ul>
              @for (row of asked(); track row.form + row.visit + row.occurrence) {
                <li>
                  <app-blank-pdf [address]="addressOf(file.id, row)">{{ titledAt(row.title, row.place) }}</app-blank-pdf>
                </li>
              }
              <li>
                <app-blank-pdf [address]="'/api/v1/enrolments/' + file.id + '/blank-forms/pdf'" i18n
                  >Toutes les fiches en un PDF</app-blank-pdf
                >
              </li>
            </ul>
          } @else {
            <p class="soft" i18n>Rien n’est recueilli sous cette autorisation&nbsp;: il n’y a pas de fiche à imprimer.</p>
          }
        }
      </details>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    summary {
      cursor: pointer;
    }
    ul {
      margin: 8px 0 0;
      padding: 0;
      list-style: none;
    }
  `,
})
export class PatientBlankForms {
  private readonly api = inject(PaperApi);

  /** Given by the slot, which may set it after the first reading. */
  readonly enrolment = input<EnrolmentView>();

  private readonly isOpened = linkedSignal({ source: () => this.enrolment()?.id, computation: () => false });
  protected readonly blanks = read(
    () => (this.isOpened() ? this.enrolment()?.authorisationId : undefined),
    (id, context) => this.api.blanks(id, context),
  );
  protected readonly schedule = read(
    () => (this.isOpened() && this.enrolment()?.state === 'granted' ? this.enrolment()?.id : undefined),
    (id, context) => this.api.schedule(id, context),
  );
  protected readonly titledAt = titledAt;

  /** What is due or late and not begun, and what comes next. */
  protected readonly asked = computed((): readonly ScheduleRow[] => {
    const empty = (this.schedule.value()?.rows ?? []).filter(({ formId }) => !formId);
    const toCome = empty.filter(({ state }) => state === 'upcoming').slice(0, TO_COME);
    return [...empty.filter(({ state }) => state === 'due' || state === 'late'), ...toCome];
  });

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolment()?.id,
      () => {
        this.blanks.readAgain();
        this.schedule.readAgain();
      },
    );
  }

  protected opened(event: Event): void {
    if ((event.target as HTMLDetailsElement).open) this.isOpened.set(true);
  }

  protected addressOf(id: string, { form, visit, occurrence }: ScheduleRow): string {
    const at = visit === undefined ? '' : `?${new URLSearchParams({ visit, occurrence: String(occurrence) })}`;
    return `/api/v1/enrolments/${id}/blank-forms/${form}/pdf${at}`;
  }
}
