import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import {
  type ApiProblem,
  Button,
  Dialogs,
  ErrorPanel,
  Icon,
  type Question,
  read,
  Session,
  signInAddress,
  Skeleton,
  toApiProblem,
} from '#kernel/web';
import { isFilled } from '#protocols/domain';
import { Answers } from './answers.js';
import { PatientQuestion } from './patient-question.js';
import { QuestionnaireDesk } from './questionnaire.desk.js';
import { RowGroup } from './row-group.js';
import { FormsWire } from './wire.js';

/**
 * `/questionnaire`: what a patient answers alone (charter C5.9). No name, no number, no way to anything else; the server opens nothing else
 * either, until a professional authenticates again.
 */
@Component({
  selector: 'app-questionnaire-page',
  imports: [Button, ErrorPanel, Icon, PatientQuestion, RowGroup, Skeleton],
  providers: [QuestionnaireDesk, { provide: Answers, useExisting: QuestionnaireDesk }],
  templateUrl: './questionnaire.page.html',
  styleUrl: './questionnaire.page.scss',
})
export class QuestionnairePage {
  protected readonly desk = inject(QuestionnaireDesk);
  private readonly wire = inject(FormsWire);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);

  /** Why the device was not taken back, when the browser comes from the provider with a code. */
  readonly probleme = input<string>();

  private readonly device = read(
    () => true,
    () => this.session.refresh({ touch: false }),
  );
  private readonly handedOver = computed(() => this.device.value()?.handedOver);
  protected readonly questionnaire = read(
    () => this.handedOver()?.formId,
    () => this.wire.questionnaire(),
  );
  protected readonly unread = computed(() => this.device.problem() ?? this.questionnaire.problem());
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly busy = signal(false);

  protected readonly count = computed(() => {
    const fields = [...(this.desk.drawing()?.fields.values() ?? [])];
    return { all: fields.length, answered: fields.filter(({ value }) => isFilled(value)).length };
  });
  protected readonly kept = computed(() => {
    switch (this.desk.saving.status().kind) {
      case 'saved':
        return $localize`Vos réponses sont enregistrées.`;
      case 'offline':
        return $localize`Le réseau est coupé\u00a0: vos réponses attendent sur cet appareil.`;
      case 'blocked':
      case 'signed-out':
        return $localize`Vos réponses ne s’enregistrent plus. Appelez le professionnel de santé.`;
      default:
        return '';
    }
  });
  protected readonly openedBy = computed(() => this.handedOver()?.openedBy ?? '');
  protected readonly takeBack = computed(() => {
    const { provider = '', enrolmentId = '', formId = '' } = this.handedOver() ?? {};
    return signInAddress(provider, `/dossiers/${enrolmentId}/fiches/${formId}`);
  });
  protected readonly trouble = computed(() => (this.probleme() ? notTakenBack(this.probleme() ?? '') : undefined));

  constructor() {
    effect(() => {
      const view = this.questionnaire.value();
      if (view && !view.finished) untracked(() => this.desk.open(view));
    });
    effect(() => {
      // Nothing is handed over here: the ordinary pages say who may enter.
      if (this.device.value() && !this.handedOver()) untracked(() => void this.router.navigateByUrl('/', { replaceUrl: true }));
    });
  }

  /** The browser's own back button leads nowhere while the device is the patient's. */
  mayLeave(): Promise<boolean> {
    return Promise.resolve(!this.handedOver());
  }

  protected async finish(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      if (!(await this.desk.saving.flush())) return;
      const left = this.count().all - this.count().answered;
      const sure = left === 0 || (await this.dialogs.confirm(leftOut(left)));
      if (!sure) return;
      await this.wire.finishQuestionnaire();
      this.device.reload();
      this.questionnaire.reload();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }

  protected again(): void {
    for (const source of [this.device, this.questionnaire]) if (source.problem()) source.reload();
  }
}

function leftOut(count: number): Question {
  return {
    title: $localize`Avez-vous terminé\u202f?`,
    consequence:
      count === 1
        ? $localize`1 question est sans réponse. Vous pouvez la laisser ainsi.`
        : $localize`${count} questions sont sans réponse. Vous pouvez les laisser ainsi.`,
    act: $localize`J’ai terminé`,
  };
}

function notTakenBack(code: string): string {
  return code === 'not-proved'
    ? $localize`Le fournisseur d’identité n’a pas demandé de nouvelle authentification\u00a0: l’appareil reste confié au patient.`
    : $localize`L’authentification n’a pas abouti\u00a0: l’appareil reste confié au patient. Recommencez.`;
}
