import { Component, computed, ElementRef, inject, input, linkedSignal, output, signal, untracked, viewChild } from '@angular/core';
import type { QueryDetail, QueryTarget } from '#api-client';
import { LIMITS, tooLong } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Button,
  DateBox,
  ErrorPanel,
  Field,
  LengthNote,
  newKey,
  OneAtATime,
  toApiProblem,
  todayInParis,
  TypedDay,
  Unsent,
} from '#kernel/web';
import { QueriesApi } from '../queries.api.js';

let count = 0;

/** Asks a question: on a patient, a form, or a value. Shut until one wants to ask. */
@Component({
  selector: 'app-ask-box',
  imports: [Button, DateBox, ErrorPanel, Field, LengthNote],
  template: `
    @if (isOpen()) {
      <form class="stack-small" (submit)="ask($event)" novalidate>
        <ng-content />
        @if (problem(); as refused) {
          <app-error-panel [problem]="refused" [canRetry]="false" />
        }
        <app-field [for]="id" i18n-label label="Votre question" [error]="textError()">
          <textarea
            #box
            class="textarea"
            [id]="id"
            [value]="text()"
            [attr.aria-describedby]="id + '-help'"
            [attr.aria-invalid]="!!textError() || null"
            (input)="unsent.write(at(), valueOf($event))"
            (keydown.control.enter)="ask($event)"
            (keydown.meta.enter)="ask($event)"
            (keydown.escape)="shut($event)"
          ></textarea>
          <app-length-note [text]="text().trim()" [max]="limit.max" />
        </app-field>
        @if (mayDate()) {
          <app-date-box
            [of]="due"
            [for]="id + '-jour'"
            i18n-label
            label="Réponse attendue le"
            [optional]="true"
            [insist]="insist()"
            [refusal]="problem()?.about('dueOn')"
          />
        }
        <div class="row">
          <button appButton="primary" type="submit" [busy]="busy()" i18n>Poser la question</button>
          <button appButton="quiet" type="button" (click)="drop($event)" i18n>Ne pas demander</button>
        </div>
      </form>
    } @else {
      <button #opener appButton type="button" (click)="openUp()">{{ label() }}</button>
    }
  `,
  styles: `
    :host {
      display: block;
      align-self: stretch;
    }
  `,
})
export class AskBox {
  private readonly api = inject(QueriesApi);
  private readonly announcer = inject(Announcer);
  protected readonly unsent = inject(Unsent);

  readonly target = input.required<QueryTarget>();
  readonly label = input($localize`Poser une question`);
  /** Whether this person may hope for an answer until a day. */
  readonly mayDate = input(true);
  readonly asked = output<QueryDetail>();

  protected readonly at = computed(() => {
    const { enrolmentId, formId, item } = this.target();
    return ['question', enrolmentId, formId, item].join('/');
  });
  protected readonly limit = LIMITS.question;
  protected readonly id = `question-${++count}`;
  /** Open again where a question was begun: another field was looked at meanwhile. */
  protected readonly isOpen = linkedSignal({ source: this.at, computation: (at) => untracked(() => !!this.unsent.draftOf(at)) });
  protected readonly text = computed(() => this.unsent.draftOf(this.at()));
  protected readonly due = new TypedDay({
    text: linkedSignal({ source: this.at, computation: () => '' }),
    limits: () => ({ notBefore: todayInParis() }),
  });
  protected readonly problem = linkedSignal<string, ApiProblem | undefined>({ source: this.at, computation: () => undefined });
  protected readonly insist = linkedSignal({ source: this.at, computation: () => false });
  protected readonly busy = signal(false);
  /** The same for every retry of the same question. */
  private readonly key = linkedSignal({ source: () => [this.at(), this.text(), this.due.text()].join('/'), computation: () => newKey() });

  protected readonly textError = computed(() =>
    this.insist() && this.text().trim().length < this.limit.min
      ? $localize`Écrivez votre question, en ${this.limit.min} caractères au moins.`
      : null,
  );
  private readonly box = viewChild<ElementRef<HTMLElement>>('box');
  private readonly opener = viewChild<ElementRef<HTMLElement>>('opener');

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  }

  protected openUp(): void {
    this.isOpen.set(true);
    setTimeout(() => this.box()?.nativeElement.focus());
  }

  protected drop(event: Event): void {
    this.unsent.write(this.at(), '');
    this.shut(event);
  }

  protected shut(event: Event): void {
    event.stopPropagation();
    this.isOpen.set(false);
    setTimeout(() => this.opener()?.nativeElement.focus());
  }

  @OneAtATime()
  protected async ask(event: Event): Promise<void> {
    event.preventDefault();
    // Ctrl+Enter also ends the form around it: here it asks, and nothing else.
    event.stopPropagation();
    const [text, day, at] = [this.text().trim(), this.due.day(), this.at()];
    this.insist.set(true);
    if (this.busy() || text.length < this.limit.min || tooLong(text, this.limit.max) || this.due.problem()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const query = await this.api.ask({ ...this.target(), text, ...(day && { dueOn: day }) }, this.key());
      this.unsent.write(at, '');
      this.asked.emit(query);
      this.announcer.say($localize`Question posée.`);
      if (at !== this.at()) return;
      this.due.text.set('');
      this.insist.set(false);
      this.isOpen.set(false);
      setTimeout(() => this.opener()?.nativeElement.focus());
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
