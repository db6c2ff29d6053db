import { Component, computed, inject, input, linkedSignal, model, output, signal, viewChild } from '@angular/core';
import type { AuthorisationView, ReadGrantView } from '#api-client';
import { numberTyped, say } from '#dispensing/domain';
import { type ApiProblem, Button, ErrorPanel, Field, Icon, newKey, OneAtATime, ReasonField, toApiProblem } from '#kernel/web';
import { DispensingApi } from './dispensing.api.js';

/** Asks whether a number is valid for an authorisation; once it is, lets one ask to read the file (charter C9.1, C9.2). */
@Component({
  selector: 'app-number-check',
  imports: [Button, ErrorPanel, Field, Icon, ReasonField],
  templateUrl: './number-check.html',
  // No gap: the place where the answer is announced is there before the answer, and would take one.
  styles: `
    app-error-panel {
      display: block;
    }
    app-error-panel,
    [aria-live] > p,
    [aria-live] ~ * {
      margin-top: var(--s4);
    }
  `,
})
export class NumberCheck {
  private readonly api = inject(DispensingApi);

  readonly authorisations = input.required<readonly AuthorisationView[]>();
  readonly chosen = model('');
  readonly asked = output<ReadGrantView>();

  protected readonly number = signal('');
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  private readonly question = computed(() => ({ authorisationId: this.chosen(), number: this.number() }));
  /** Of what was asked: another number, or another authorisation, has no answer yet. */
  protected readonly valid = linkedSignal<unknown, boolean | undefined>({ source: this.question, computation: () => undefined });
  protected readonly problem = linkedSignal<unknown, ApiProblem | undefined>({ source: this.question, computation: () => undefined });
  protected readonly asking = linkedSignal<unknown, boolean>({ source: this.question, computation: () => false });
  protected readonly why = signal('');
  protected readonly insistOnWhy = signal(false);
  private readonly reason = viewChild(ReasonField);
  private readonly key = linkedSignal({ source: () => [this.chosen(), this.number(), this.why()].join('/'), computation: () => newKey() });

  private readonly code = computed(() => this.authorisations().find(({ id }) => id === this.chosen())?.code);
  protected readonly authorisationError = computed(() =>
    this.insist() && !this.chosen() ? $localize`Choisissez l’autorisation du traitement dispensé.` : null,
  );
  /** What the number says of itself, before anyone is asked. */
  private readonly wrong = computed(() => {
    const typed = numberTyped(this.number(), this.code() ?? '');
    return 'wrong' in typed ? say(typed.wrong) : null;
  });
  protected readonly numberError = computed(() => (this.insist() ? this.wrong() : null) ?? this.problem()?.about('number') ?? null);

  protected type(event: Event): void {
    this.insist.set(false);
    this.number.set((event.target as HTMLInputElement).value);
  }

  protected choose(event: Event): void {
    this.chosen.set((event.target as HTMLSelectElement).value);
  }

  @OneAtATime()
  protected async check(event: Event): Promise<void> {
    event.preventDefault();
    this.insist.set(true);
    if (!this.chosen() || this.wrong()) {
      setTimeout(() => document.querySelector<HTMLElement>('app-number-check [aria-invalid=true]')?.focus());
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    const asked = this.question();
    try {
      const { valid } = await this.api.check(asked);
      if (asked === this.question()) this.valid.set(valid);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }

  @OneAtATime()
  protected async ask(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.reason()?.valid()) {
      this.insistOnWhy.set(true);
      this.reason()?.focus();
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const made = await this.api.ask({ ...this.question(), why: this.why().trim() }, this.key());
      this.number.set('');
      this.why.set('');
      this.insist.set(false);
      this.insistOnWhy.set(false);
      this.asked.emit(made);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
