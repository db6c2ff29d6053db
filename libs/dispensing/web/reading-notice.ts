import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EnrolmentView } from '#api-client';
import { OpenForm } from '#forms/web';
import { DayPipe, Icon, Live, read, Session } from '#kernel/web';
import { DispensingApi } from './dispensing.api.js';

/** Why someone of another centre sees a file, until when, and where they declare adverse effects (charter C9.2, C9.3). */
@Component({
  selector: 'app-reading-notice',
  imports: [DayPipe, Icon, RouterLink],
  template: `
    @if (readings.value()?.mine; as mine) {
      <div class="notice tone-violet" role="status">
        <app-icon name="eye" />
        <div>
          <p>
            <strong i18n>Vous lisez ce dossier, jusqu’au {{ mine.until | day }}.</strong>&ngsp;<ng-container i18n
              >{{ mine.decidedBy }} ({{ mine.centreName }}) vous l’a ouvert parce que vous dispensez le traitement. Vous n’y saisissez
              rien.</ng-container
            >
          </p>
          <p>
            <a [routerLink]="['/dispensation']" [queryParams]="{ autorisation: mine.authorisationId }" i18n
              >Où déclarer un effet indésirable</a
            >
          </p>
        </div>
      </div>
    }
  `,
  styles: `
    :host:empty {
      display: none;
    }
  `,
})
export class ReadingNotice {
  private readonly api = inject(DispensingApi);
  private readonly session = inject(Session);

  readonly enrolmentId = input<string>();
  /** The centre that follows the patient. */
  readonly centreId = input<string>();

  /** Of one’s own centre, and on the operator’s side, nothing is asked. */
  private readonly ofElsewhere = computed(() => {
    const mine = this.session.profile()?.centreId;
    return mine !== undefined && this.centreId() !== undefined && mine !== this.centreId() ? this.enrolmentId() : undefined;
  });
  protected readonly readings = read(
    () => this.ofElsewhere(),
    (id, context) => this.api.ofFile(id, context),
  );

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolmentId(),
      () => this.readings.readAgain(),
    );
  }
}

/** On the file of the patient. */
@Component({
  selector: 'app-file-reading-notice',
  imports: [ReadingNotice],
  template: `<app-reading-notice [enrolmentId]="enrolment()?.id" [centreId]="enrolment()?.centreId" />`,
  styles: `
    app-reading-notice:not(:empty) {
      display: block;
      margin-bottom: 16px;
    }
  `,
})
export class FileReadingNotice {
  /** Given by the slot, which may set it after the first reading. */
  readonly enrolment = input<EnrolmentView>();
}

/** Above each of its forms. */
@Component({
  selector: 'app-form-reading-notice',
  imports: [ReadingNotice],
  template: `<app-reading-notice [enrolmentId]="form()?.enrolmentId" [centreId]="form()?.centreId" />`,
})
export class FormReadingNotice {
  protected readonly form = inject(OpenForm).form;
}
