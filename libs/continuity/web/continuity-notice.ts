import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { EnrolmentView } from '#api-client';
import { type ApiProblem, Button, Dialogs, ErrorPanel, Icon, Live, newKey, OneAtATime, read, Session, toApiProblem } from '#kernel/web';
import { STATES } from '#patients/web';
import { ContinuityApi } from './continuity.api.js';

/** Above a patient’s file: their other collection, and whether it may go on under the early access that takes over (charter C8.1, C8.3). */
@Component({
  selector: 'app-continuity-notice',
  imports: [Button, ErrorPanel, Icon, RouterLink],
  template: `
    @for (other of others(); track other.id) {
      <div class="notice tone-violet">
        <app-icon name="history" />
        <p>
          <ng-container i18n>Ce patient est aussi suivi sous {{ other.authorisationCode }}&nbsp;:</ng-container>&ngsp;<a
            [routerLink]="['/dossiers', other.id]"
            class="figures"
            >{{ other.registrationNumber ?? states[other.state].label }}</a
          >.&ngsp;<ng-container i18n>L’historique ci-dessous réunit les deux recueils.</ng-container>
        </p>
      </div>
    }
    @if (problem(); as refused) {
      <app-error-panel [problem]="refused" [canRetry]="false" />
    }
    @if (continuity.value()?.offer; as later) {
      <div class="notice tone-blue">
        <app-icon name="swap" />
        <div class="stack-small">
          <p>
            <strong i18n>L’accès précoce {{ later.code }} prend le relais.</strong>&ngsp;<ng-container i18n
              >Une nouvelle FAT y confirme l’éligibilité de ce patient. Elle reprend ce qui a été recueilli ici&nbsp;: vous confirmez chaque
              valeur.</ng-container
            >
          </p>
          <p>
            <button appButton="primary" type="button" [busy]="busy()" (click)="goOn(later.code)" i18n>
              Reprendre les données en accès précoce…
            </button>
          </p>
        </div>
      </div>
    }
  `,
  styles: `
    :host:empty {
      display: none;
    }
    .notice,
    app-error-panel {
      margin-bottom: 16px;
    }
    app-error-panel {
      display: block;
    }
  `,
})
export class ContinuityNotice {
  private readonly api = inject(ContinuityApi);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  /** Given by the slot, which may set it after the first reading. */
  readonly enrolment = input<EnrolmentView>();

  protected readonly states = STATES;
  protected readonly others = computed(() => this.enrolment()?.otherEnrolments ?? []);
  /** Asked by the centre that follows the patient, of who has a number. */
  private readonly asked = computed(() => {
    const file = this.enrolment();
    return file?.state === 'granted' && this.session.profile()?.centreId === file.centreId && this.others().length === 0
      ? file.id
      : undefined;
  });
  protected readonly continuity = read(
    () => this.asked(),
    (id, context) => this.api.of(id, context),
  );
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly busy = signal(false);
  /** Another file is another wish. */
  private readonly key = linkedSignal({ source: this.asked, computation: () => newKey() });

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolment()?.id,
      () => this.continuity.readAgain(),
    );
  }

  @OneAtATime()
  protected async goOn(code: string): Promise<void> {
    const id = this.asked();
    if (!id) return;
    const confirmed = await this.dialogs.confirm({
      title: $localize`Reprendre les données en accès précoce`,
      consequence: $localize`Une demande d’accès s’ouvre sous ${code} pour ce patient, avec sa FAT. Ce qui a été recueilli y attend votre confirmation, champ par champ\u00a0; les critères d’éligibilité restent à renseigner. Ce dossier-ci reste tel qu’il est.`,
      act: $localize`Ouvrir la demande`,
    });
    if (!confirmed) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const { enrolmentId, formId } = await this.api.goOn(id, this.key());
      await this.router.navigate(['/dossiers', enrolmentId, 'fiches', formId]);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      this.continuity.readAgain();
    } finally {
      this.busy.set(false);
    }
  }
}
