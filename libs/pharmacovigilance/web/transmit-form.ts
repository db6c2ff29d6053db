import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { CaseView } from '#api-client';
import { type CalendarDate, todayIn } from '#kernel/domain';
import { type ApiProblem, Button, DateBox, dayForBox, ErrorPanel, Field, OneAtATime, toApiProblem, TypedDay } from '#kernel/web';
import { CasesApi } from './cases.api.js';

/** Asks on which day, and to whom, what waits was transmitted: that stops its clock. */
@Component({
  selector: 'app-transmit-form',
  imports: [Button, DateBox, ErrorPanel, Field],
  template: `
    <form class="card stack" aria-labelledby="transmit-title" (submit)="transmit($event)" (keydown.escape)="abandoned.emit()" novalidate>
      <h2 id="transmit-title" i18n>Enregistrer la transmission</h2>
      <p class="soft" i18n>
        Le délai s’arrête pour ce qui était reçu ce jour-là. Le centre et le journal disent quand, à qui et par qui&nbsp;; une erreur se
        corrige ensuite, avec son motif.
      </p>
      @if (problem(); as refused) {
        @if (!refused.about('on') && !refused.about('to')) {
          <app-error-panel [problem]="refused" [canRetry]="false" />
        }
      }
      <app-date-box
        [of]="on"
        for="transmitted-on"
        i18n-label
        label="Transmise le"
        [insist]="insist()"
        [refusal]="problem()?.about('on')"
        (typed)="problem.set(undefined)"
      />
      <app-field
        for="transmitted-to"
        i18n-label
        label="À qui"
        i18n-hint
        hint="Par exemple EudraVigilance, l’ANSM, un CRPV."
        [error]="toError()"
      >
        <input
          class="input"
          id="transmitted-to"
          type="text"
          autocomplete="off"
          aria-describedby="transmitted-to-help"
          [attr.aria-invalid]="!!toError() || null"
          [value]="to()"
          (input)="name($event)"
        />
      </app-field>
      <div class="row">
        <button appButton="primary" type="submit" [busy]="busy()" i18n>Enregistrer</button>
        <button appButton="quiet" type="button" (click)="abandoned.emit()" i18n>Abandonner</button>
      </div>
    </form>
  `,
})
export class TransmitForm {
  private readonly api = inject(CasesApi);

  readonly case = input.required<CaseView>();
  readonly done = output<CaseView>();
  readonly abandoned = output<void>();

  /** The days of a clock are those of UTC, as its day 0. */
  protected readonly on = new TypedDay({
    text: signal(dayForBox(todayInUtc())),
    limits: () => ({ notAfter: todayInUtc() }),
    today: todayInUtc,
  });
  protected readonly to = signal('');
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly toError = computed(() => {
    const length = this.to().trim().length;
    const wrong = length < 2 || length > MOST;
    return this.problem()?.about('to') ?? (this.insist() && wrong ? $localize`Indiquez à qui, en 2 à ${MOST} caractères.` : null);
  });

  protected name(event: Event): void {
    this.to.set((event.target as HTMLInputElement).value);
    this.problem.set(undefined);
  }

  @OneAtATime()
  protected async transmit(event: Event): Promise<void> {
    event.preventDefault();
    this.insist.set(true);
    const on = this.on.day();
    if (this.busy()) return;
    if (!on || this.on.problem()) return document.getElementById('transmitted-on')?.focus();
    if (this.toError()) return document.getElementById('transmitted-to')?.focus();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      this.done.emit(await this.api.transmit(this.case(), on, this.to().trim()));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      document.getElementById(this.toError() ? 'transmitted-to' : 'transmitted-on')?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}

function todayInUtc(): CalendarDate {
  return todayIn('UTC', new Date());
}

/** Characters that say to whom. */
const MOST = 120;
