import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { CaseView, DeclarationView } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  dayInWords,
  DayPipe,
  ErrorPanel,
  Icon,
  InstantPipe,
  Live,
  newKey,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { CasesApi } from './cases.api.js';
import { ClockBadge } from './clock-badge.js';
import { DeclarationContent } from './declaration-content.js';
import { SeriousnessBadge } from './seriousness-badge.js';
import { VerbatimCoder } from './verbatim-coder.js';

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
    Icon,
    InstantPipe,
    PageHeader,
    Refused,
    RouterLink,
    SeriousnessBadge,
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
  protected readonly busy = signal<'acknowledge' | 'code' | 'complete' | undefined>(undefined);
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

  protected pdf({ formId }: DeclarationView): string {
    return `/api/v1/forms/${formId}/pdf`;
  }

  protected acknowledge(view: CaseView): Promise<void> {
    return this.act('acknowledge', async () => {
      this.one.set(await this.api.acknowledge(view));
      this.announcer.say($localize`Déclaration prise en charge.`);
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

  private async act(name: 'acknowledge' | 'code' | 'complete', work: () => Promise<void>): Promise<void> {
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
