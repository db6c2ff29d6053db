import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { Button, dayTyped, Field } from '#kernel/web';

/** One act on many, said before it is done. */
export interface BulkQuestion {
  readonly title: string;
  readonly consequence: string;
  /** Above the box of the text. */
  readonly box: string;
  readonly act: string;
  /** Fewer characters than this are refused; 0 when the text may be left out. */
  readonly least: number;
  /** Whether an answer may be hoped for until a day. */
  readonly withDue: boolean;
}

export interface BulkAnswer {
  readonly text: string;
  readonly dueOn?: string;
}

/** Asks for the words of an act on many queries, or of one question to many. */
@Component({
  selector: 'app-bulk-dialog',
  imports: [Button, Field],
  template: `
    <form class="stack" (submit)="confirm($event)" novalidate>
      <h2 id="bulk-title">{{ question.title }}</h2>
      <p>{{ question.consequence }}</p>
      <app-field for="bulk-text" [label]="question.box" [error]="textError()">
        <textarea
          class="textarea"
          id="bulk-text"
          maxlength="2000"
          aria-describedby="bulk-text-help"
          [value]="text()"
          [attr.aria-invalid]="!!textError() || null"
          (input)="text.set(valueOf($event))"
          (keydown.control.enter)="confirm($event)"
        ></textarea>
      </app-field>
      @if (question.withDue) {
        <app-field for="bulk-due" i18n-label label="Réponse attendue le" i18n-hint hint="JJ/MM/AAAA" [optional]="true" [error]="dueError()">
          <input
            class="input figures due"
            id="bulk-due"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            maxlength="10"
            aria-describedby="bulk-due-help"
            [value]="due()"
            [attr.aria-invalid]="!!dueError() || null"
            (input)="due.set(valueOf($event))"
          />
        </app-field>
      }
      <div class="row acts">
        <button appButton type="button" (click)="dialog.close()" i18n>Ne rien changer</button>
        <button appButton="primary" type="submit">{{ question.act }}</button>
      </div>
    </form>
  `,
  styles: `
    .acts {
      justify-content: flex-end;
    }
    .due {
      max-width: 160px;
    }
  `,
})
export class BulkDialog {
  protected readonly dialog = inject<DialogRef<BulkAnswer>>(DialogRef);
  protected readonly question = inject<BulkQuestion>(DIALOG_DATA);

  protected readonly text = signal('');
  protected readonly due = signal('');
  private readonly insist = signal(false);
  private readonly day = computed(() => dayTyped(this.due()));
  private readonly isShort = computed(() => this.text().trim().length < this.question.least);

  protected readonly textError = computed(() =>
    this.insist() && this.isShort() ? $localize`Écrivez au moins ${this.question.least} caractères.` : null,
  );
  protected readonly dueError = computed(() =>
    this.insist() && this.due().trim() && !this.day() ? $localize`Écrivez la date en JJ/MM/AAAA, par exemple 30/06/2027.` : null,
  );

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  }

  protected confirm(event: Event): void {
    event.preventDefault();
    this.insist.set(true);
    const wrong = this.isShort() ? 'bulk-text' : this.due().trim() && !this.day() ? 'bulk-due' : undefined;
    if (wrong) document.getElementById(wrong)?.focus();
    else this.dialog.close({ text: this.text().trim(), ...(this.day() && { dueOn: this.day() }) });
  }
}
