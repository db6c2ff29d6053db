import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EnrolmentView } from '#api-client';
import { dayInWords, Icon, read } from '#kernel/web';
import { isOver, stateOf } from '#patients/web';
import { FormsWire } from '../wire.js';

/** What of the file must be known before one goes on typing or signs: a possible double, an authorisation that is not in force. */
@Component({
  selector: 'app-file-notices',
  imports: [Icon, RouterLink],
  template: `
    @if (outOfForce(); as text) {
      <p class="notice tone-amber" role="status">
        <app-icon name="alert" /><span>{{ text }}</span>
      </p>
    }
    @if (doubles().length) {
      <div class="notice tone-amber" role="status">
        <app-icon name="double" />
        <div class="stack-small">
          <p>
            <strong i18n>Ce patient est peut-être déjà inscrit.</strong>&ngsp;<ng-container i18n
              >Mêmes lettres, même mois de naissance, même sexe, dans votre centre.</ng-container
            >
            @if (isUndecided()) {
              <ng-container i18n> Vérifiez avant d’aller plus loin.</ng-container>
            }
          </p>
          <ul>
            @for (double of doubles(); track double.id) {
              <li>
                <a [routerLink]="['/dossiers', double.id]">{{ double.text }}</a>
              </li>
            }
          </ul>
        </div>
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    :host:empty {
      display: none;
    }
  `,
})
export class FileNotices {
  private readonly wire = inject(FormsWire);

  readonly enrolment = input.required<EnrolmentView>();

  /** Once a request was sent, it may be completed and signed again whatever becomes of the authorisation (charter R5). */
  private readonly isOpen = computed(() => {
    const { state, firstSentAt } = this.enrolment();
    return (state === 'draft' || state === 'half-signed') && !firstSentAt;
  });
  private readonly authorisation = read(
    () => (this.isOpen() ? this.enrolment().authorisationId : undefined),
    (id) => this.wire.authorisation(id),
  );

  protected readonly outOfForce = computed(() => {
    if (!this.isOpen()) return undefined;
    switch (this.authorisation.value()?.status) {
      case 'suspended':
        return $localize`L’autorisation est suspendue\u00a0: elle ne reçoit pas de nouvelle demande. Ce que vous saisissez est gardé, mais la signature sera refusée tant que l’autorisation n’est pas de nouveau en vigueur.`;
      case 'ended':
        return $localize`L’autorisation est terminée\u00a0: elle ne reçoit plus de nouvelle demande. La signature sera refusée.`;
      default:
        return undefined;
    }
  });
  /** A request that is over goes no further. */
  protected readonly isUndecided = computed(() => !isOver(this.enrolment().state));
  protected readonly doubles = computed(() =>
    this.enrolment().possibleDoubles.map(({ id, registrationNumber, state, createdAt }) => ({
      id,
      text: $localize`${registrationNumber ?? stateOf({ state, ground: this.enrolment().ground }).label} (demande du ${dayInWords(createdAt)})`,
    })),
  );
}
