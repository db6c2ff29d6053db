import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal, viewChild } from '@angular/core';
import { LIMITS } from '#kernel/domain';
import { Button } from '../parts/button.js';
import { ReasonField } from '../parts/reason-field.js';

/** A question before an act: what it does, in words, and the word of its button. */
export interface Question {
  readonly title: string;
  /** What follows from it: `Le centre B pourra lire tout le dossier.` */
  readonly consequence: string;
  /** The same by name, a sentence each. */
  readonly details?: readonly string[];
  /** The act, as a verb: `Annuler la demande`. */
  readonly act: string;
  /** What is said of not doing it, where that leads somewhere. */
  readonly instead?: string;
  readonly danger?: boolean;
  /** Asks for a reason that others will read. */
  readonly reason?: { readonly label: string; readonly hint?: string; readonly max?: number };
}

export interface Confirmed {
  readonly reason: string;
}

@Component({
  selector: 'app-confirm',
  imports: [Button, ReasonField],
  template: `
    <form class="stack" (submit)="confirm($event)">
      <h2 id="confirm-title">{{ question.title }}</h2>
      <p class="consequence">{{ question.consequence }}</p>
      @if (question.details?.length) {
        <ul class="details">
          @for (said of question.details; track said) {
            <li>{{ said }}</li>
          }
        </ul>
      }
      @if (question.reason; as reason) {
        <app-reason-field
          [label]="reason.label"
          [hint]="reason.hint"
          [max]="reason.max ?? most"
          [insist]="insist()"
          [(value)]="reasonText"
        />
      }
      <div class="row acts">
        <button appButton type="button" (click)="dialog.close()">{{ question.instead ?? nothing }}</button>
        <button [appButton]="question.danger ? 'danger' : 'primary'" type="submit">{{ question.act }}</button>
      </div>
    </form>
  `,
  styles: `
    .consequence {
      font-size: var(--text-read);
      line-height: 24px;
    }
    .details {
      padding-inline-start: 20px;
      list-style: disc;
    }
    .acts {
      justify-content: flex-end;
      margin-top: 4px;
    }
  `,
})
export class Confirm {
  protected readonly dialog = inject<DialogRef<Confirmed>>(DialogRef);
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly nothing = $localize`Ne rien changer`;
  protected readonly most = LIMITS.reason.max;
  protected readonly reasonText = signal('');
  protected readonly insist = signal(false);
  private readonly reason = viewChild(ReasonField);

  protected confirm(event: Event): void {
    event.preventDefault();
    if (this.reason() && !this.reason()?.valid()) {
      this.insist.set(true);
      this.reason()?.focus();
    } else this.dialog.close({ reason: this.reasonText().trim() });
  }
}
