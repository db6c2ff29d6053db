import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Button, Dialogs, ErrorPanel, Icon, OneAtATime, type Question, read, Session, signInAddress, Skeleton } from '#kernel/web';
import { isFilled } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import { Keeping } from '../offline/keeping.js';
import { Outbox } from '../offline/outbox.js';
import { OpenAnswers } from '../saving/open-answers.js';
import { PatientQuestion } from './patient-question.js';
import { QuestionnaireDesk } from './questionnaire.desk.js';
import { QuestionnaireEnd } from './questionnaire-end.js';
import { RowGroup } from '../fields/row-group.js';
import type { SavingStatus } from '../saving/saving.js';
import { FormsWire } from '../wire.js';

/** How long a network that neither answers nor fails is waited for. */
const PATIENCE_MS = 4000;

/**
 * `/questionnaire`: what a patient answers alone (charter C5.9). No name, no number, no way to anything else; the server opens nothing else
 * either, until a professional authenticates again.
 */
@Component({
  selector: 'app-questionnaire-page',
  imports: [Button, ErrorPanel, Icon, PatientQuestion, RowGroup, Skeleton],
  providers: [
    QuestionnaireDesk,
    QuestionnaireEnd,
    Keeping,
    { provide: OpenAnswers, useExisting: QuestionnaireDesk },
    { provide: Answers, useExisting: QuestionnaireDesk },
  ],
  templateUrl: './questionnaire.page.html',
  styleUrl: './questionnaire.page.scss',
  host: { '(window:beforeunload)': 'holdBack($event)', '(window:online)': 'goOn()' },
})
export class QuestionnairePage {
  protected readonly desk = inject(QuestionnaireDesk);
  protected readonly end = inject(QuestionnaireEnd);
  private readonly keeping = inject(Keeping);
  private readonly outbox = inject(Outbox);
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
    (_, context) => this.wire.questionnaire({ again: context !== undefined }),
  );
  /** What an earlier page left here of the same questionnaire, the network being gone. */
  private readonly left = read(
    () => this.handedOver()?.formId,
    // Nobody sends later what a page that is just going away holds.
    (id) => this.outbox.adopt(id, { patienceMs: PATIENCE_MS }),
  );
  protected readonly unread = computed(() => this.device.problem() ?? this.questionnaire.problem());
  protected readonly busy = signal(false);

  protected readonly count = computed(() => {
    const fields = [...(this.desk.drawing()?.fields.values() ?? [])];
    return { all: fields.length, answered: fields.filter(({ value }) => isFilled(value)).length };
  });
  protected readonly kept = computed(() => {
    const { kind } = this.desk.saving.status();
    // Answers of an earlier page, and nothing that waits: the server has them.
    const status = kind === 'nothing-yet' && this.count().answered > 0 ? 'saved' : kind;
    return keptInWords(status, this.keeping.canKeep());
  });
  protected readonly toMend = computed(() => (this.asked() ? this.desk.saving.held() : 0));
  private readonly asked = signal(false);
  protected readonly isCut = signal(false);
  protected readonly openedBy = computed(() => this.handedOver()?.openedBy ?? '');
  private readonly form = computed(() => {
    const { enrolmentId = '', formId = '' } = this.handedOver() ?? {};
    return `/dossiers/${enrolmentId}/fiches/${formId}`;
  });
  protected readonly takeBack = computed(() => {
    const { provider = '' } = this.handedOver() ?? {};
    return signInAddress(provider, this.form());
  });
  protected readonly trouble = computed(() =>
    this.isCut() ? cutInWords() : this.probleme() ? notTakenBack(this.probleme() ?? '') : undefined,
  );

  constructor() {
    // No stream of changes reaches a device that was handed over: what became of the form is asked once it takes no more.
    const isBlocked = computed(() => this.desk.saving.status().kind === 'blocked');
    effect(() => isBlocked() && untracked(() => this.questionnaire.readAgain()));
    // What asks whether they have finished must be here when the network is not.
    void this.dialogs.prepare();
    effect(() => {
      const [view, handedOver, left] = [this.questionnaire.value(), this.handedOver(), this.left.value()];
      if (!view || !handedOver || !left || view.finished) return;
      untracked(() => {
        const isFirst = this.desk.drawing() === undefined;
        this.desk.open(view, handedOver.enrolmentId);
        if (!isFirst) return;
        this.keeping.restore(left);
        if (left.forms.some(({ isFinished }) => isFinished)) void this.end.tell();
      });
    });
    effect(() => {
      // Nothing is handed over here: the ordinary pages say who may enter.
      if (this.device.value() && !this.handedOver()) untracked(() => void this.router.navigateByUrl('/', { replaceUrl: true }));
    });
    effect(() => {
      // The session had ended, and the professional signed in beside: the device is theirs again, and the form takes up what waits here.
      if (this.session.signedIn()) untracked(() => this.wire.giveWayTo(this.form()));
    });
  }

  /** The browser's own back button leads nowhere while the device is the patient's. */
  mayLeave(): Promise<boolean> {
    return Promise.resolve(!this.handedOver());
  }

  /** Before the page itself goes. The browser asks only where something would be lost. */
  protected holdBack(event: BeforeUnloadEvent): void {
    if (this.desk.saving.unsaved() === 0 || this.keeping.isKept()) return;
    void this.keeping.settle();
    event.preventDefault();
  }

  /** The network is said to be back. */
  protected goOn(): void {
    this.isCut.set(false);
    if (this.desk.isFinished()) void this.end.tell();
  }

  @OneAtATime()
  protected async finish(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await this.save();
      this.asked.set(true);
      if (this.toMend() > 0) return;
      const left = this.count().all - this.count().answered;
      const sure = left === 0 || (await this.dialogs.confirm(leftOut(left)));
      if (sure) await Promise.race([this.end.tell(), aWhile()]);
    } finally {
      this.busy.set(false);
    }
  }

  /** The professional signs in again, which takes a network; what it did not take yet is kept here, and waits for them in the form. */
  @OneAtATime()
  protected async takeDeviceBack(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await this.save();
      const isThere = await this.session.peek().catch(() => undefined);
      this.isCut.set(!isThere);
      if (isThere) this.wire.goTo(this.takeBack());
    } finally {
      this.busy.set(false);
    }
  }

  /** Sends what can be sent; the rest is on the device. */
  private async save(): Promise<void> {
    this.desk.saving.resume();
    await Promise.race([this.desk.saving.flush(), aWhile()]);
    await this.keeping.settle();
  }

  protected again(): void {
    for (const source of [this.device, this.questionnaire]) if (source.problem()) source.reload();
  }
}

function aWhile(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

function keptInWords(status: SavingStatus['kind'], isKept: boolean): string {
  switch (status) {
    case 'saved':
      return $localize`Vos réponses sont enregistrées.`;
    case 'offline':
      return isKept
        ? $localize`Le réseau est coupé\u00a0: vos réponses sont gardées sur cet appareil, chiffrées. Elles partiront dès qu’il reviendra.`
        : $localize`Le réseau est coupé\u00a0: ne fermez pas cette page, vos réponses y attendent.`;
    case 'blocked':
    case 'signed-out':
      return $localize`Vos réponses ne s’enregistrent plus. Appelez le professionnel de santé.`;
    default:
      return '';
  }
}

function cutInWords(): string {
  return $localize`Le réseau est coupé\u00a0: l’appareil ne peut pas encore être repris. Recommencez quand le réseau sera revenu.`;
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
