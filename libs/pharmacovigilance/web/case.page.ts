import { afterNextRender, Component, computed, inject, Injector, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { CaseView, DeclarationView } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  dayInWords,
  DayPipe,
  Dialogs,
  ErrorPanel,
  Icon,
  InstantPipe,
  Live,
  newKey,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { FormPdf } from '#patients/web';
import { CasesApi } from './cases.api.js';
import { ClockBadge } from './clock-badge.js';
import { DeclarationContent } from './declaration-content.js';
import { SeriousnessBadge } from './seriousness-badge.js';
import { TransmissionWords } from './transmission-words.js';
import { TransmitForm } from './transmit-form.js';
import { VerbatimCoder } from './verbatim-coder.js';

/** What one does here. */
type Act = 'acknowledge' | 'undo' | 'code' | 'complete';

/** A case: its clock, its thread, what was declared beside it, and what pharmacovigilance does with it. */
@Component({
  selector: 'app-case-page',
  imports: [
    Badge,
    Button,
    ClockBadge,
    DayPipe,
    DeclarationContent,
    ErrorPanel,
    FormPdf,
    Icon,
    InstantPipe,
    PageHeader,
    Refused,
    RouterLink,
    SeriousnessBadge,
    TransmissionWords,
    TransmitForm,
    Unread,
    VerbatimCoder,
  ],
  templateUrl: './case.page.html',
  styleUrl: './case.page.scss',
})
export class CasePage {
  private readonly api = inject(CasesApi);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly injector = inject(Injector);

  readonly id = input.required<string>();

  protected readonly one = read(
    () => this.id(),
    (id, context) => this.api.one(id, context),
  );
  /** Latest first: what is new is what one comes for. */
  protected readonly thread = computed(() => [...(this.one.value()?.thread ?? [])].reverse());
  /** The declaration that is read beside: the latest received, until another is chosen. */
  protected readonly shown = linkedSignal<string | undefined>(() => this.thread().find(({ receivedAt }) => receivedAt)?.formId);
  protected readonly reading = computed(() => this.thread().find(({ formId }) => formId === this.shown()));
  protected readonly busy = signal<Act | undefined>(undefined);
  protected readonly transmitting = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly up = { label: $localize`Pharmacovigilance`, link: '/pharmacovigilance' };
  private readonly key = newKey();

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.one.value()?.enrolmentId,
      () => this.one.readAgain(),
    );
  }

  /** `19:59`; with its day where that is another one than in Paris: the clock runs from the day in UTC. */
  protected utcOf(instant: string): string {
    const [day, time] = [instant.slice(0, 10), instant.slice(11, 16)];
    return dayInWords(day) === dayInWords(instant) ? time : `${dayInWords(day)}, ${time}`;
  }

  protected nameOf({ version }: DeclarationView): string {
    return version === 1 ? $localize`Déclaration initiale` : $localize`Déclaration complémentaire n°\u00a0${version - 1}`;
  }

  protected lead({ title, medicine, centreName }: CaseView): string {
    return [title, medicine, centreName].join(' · ');
  }

  protected acknowledge(view: CaseView): Promise<void> {
    return this.act('acknowledge', async () => {
      this.one.set(await this.api.acknowledge(view));
      this.announcer.say($localize`Déclaration prise en charge. Son délai court jusqu’à la transmission.`);
      this.focusAfter('transmit', 'case-title');
    });
  }

  protected transmitted(view: CaseView): void {
    this.one.set(view);
    this.abandon();
    this.announcer.say($localize`Transmission enregistrée.`);
  }

  /** The form is gone: the focus goes where the case says what it is now, or back to the act. */
  protected abandon(): void {
    this.transmitting.set(false);
    this.focusAfter('transmit', 'case-title');
  }

  @OneAtATime()
  protected async undo(view: CaseView, each: DeclarationView): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: $localize`Corriger la transmission\u202f?`,
      consequence: $localize`${this.nameOf(each)} n’est plus dite transmise\u00a0: son délai court de nouveau depuis le jour 0. Le journal garde ce qui avait été dit.`,
      act: $localize`Corriger la transmission`,
      reason: { label: $localize`Motif`, hint: $localize`Il est écrit au journal.`, max: 500 },
    });
    if (!confirmed) return;
    await this.act('undo', async () => {
      this.one.set(await this.api.undoTransmission(view, each.formId, confirmed.reason));
      this.announcer.say($localize`Transmission corrigée\u00a0: le délai court de nouveau.`);
      this.focusAfter('transmit');
    });
  }

  protected code(view: CaseView, formId: string, item: string, code: string | undefined): Promise<void> {
    return this.act('code', async () => {
      this.one.set(await this.api.code(view, formId, item, code));
      this.announcer.say(code === undefined ? $localize`Code retiré.` : $localize`Verbatim codé.`);
    });
  }

  protected complete(view: CaseView): Promise<void> {
    return this.act('complete', async () => {
      const formId = await this.api.complete(view.id, this.key);
      await this.router.navigate(['/dossiers', view.enrolmentId, 'fiches', formId]);
    });
  }

  protected again(): void {
    this.problem.set(undefined);
    this.one.reload();
  }

  /** Anyone who works by keyboard goes on from there: the button they pressed is gone. */
  private focusAfter(...ids: readonly string[]): void {
    afterNextRender(
      () =>
        ids
          .map((id) => document.getElementById(id))
          .find((each) => each !== null)
          ?.focus(),
      { injector: this.injector },
    );
  }

  @OneAtATime()
  private async act(name: Act, work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(name);
    this.problem.set(undefined);
    try {
      await work();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(undefined);
    }
  }
}
