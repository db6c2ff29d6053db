import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { LIMITS } from '#kernel/domain';
import { Button, LengthNote } from '#kernel/web';
import { Answers } from './answers.js';

/** Asks why an answer of a finished form changes. The last reason is proposed again. */
@Component({
  selector: 'app-reason-box',
  imports: [Button, LengthNote],
  template: `
    <div class="notice tone-amber">
      <div class="stack-small grow">
        <label [attr.for]="id()" i18n
          >Pourquoi cette réponse change-t-elle&#8239;? La fiche est terminée, l’historique garde le motif.</label
        >
        <app-length-note [text]="reason().trim()" [max]="limit.max" />
        <div class="row">
          <input
            class="input reason"
            type="text"
            autocomplete="off"
            [id]="id()"
            [value]="reason()"
            (input)="write($event)"
            (keydown.enter)="give($event)"
          />
          <button appButton="primary" type="button" [disabled]="!isWhole()" (click)="give($event)" i18n>Enregistrer</button>
          <button appButton="quiet" type="button" (click)="answers.giveUp(key())" i18n>Reprendre la réponse enregistrée</button>
        </div>
      </div>
    </div>
  `,
  styles: `
    .grow,
    .reason {
      flex: 1 1 200px;
    }
  `,
})
export class ReasonBox {
  protected readonly answers = inject(Answers);

  readonly key = input.required<string>();
  readonly id = input.required<string>();

  protected readonly limit = LIMITS.answerReason;
  protected readonly reason = linkedSignal(() => this.answers.lastReason());
  protected readonly isWhole = computed(() => {
    const { length } = this.reason().trim();
    return length >= this.limit.min && length <= this.limit.max;
  });

  protected write(event: Event): void {
    this.reason.set((event.target as HTMLInputElement).value);
  }

  protected give(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    if (this.isWhole()) this.answers.giveReason(this.key(), this.reason().trim());
  }
}
