import { Component, computed, input, model } from '@angular/core';
import { LIMITS, tooLong } from '#kernel/domain';
import { holdUnsent } from '../dialogs/unsent.js';
import { Field } from './field.js';
import { LengthNote } from './length-note.js';

let count = 0;

/** A reason that others will read: its length is said before it is refused. */
@Component({
  selector: 'app-reason-field',
  imports: [Field, LengthNote],
  template: `
    <app-field [label]="label()" [for]="id" [hint]="hint()" [error]="error()">
      <textarea
        class="textarea"
        [id]="id"
        [value]="value()"
        [attr.aria-describedby]="id + '-help'"
        [attr.aria-invalid]="!!error() || value().trim().length > max() || null"
        (input)="type($event)"
      ></textarea>
      <app-length-note [text]="value().trim()" [max]="max()" />
    </app-field>
  `,
})
export class ReasonField {
  readonly label = input($localize`Motif`);
  readonly hint = input<string>();
  readonly min = input<number>(LIMITS.reason.min);
  readonly max = input<number>(LIMITS.reason.max);
  /** Set to true when the person tried to go on. */
  readonly insist = input(false);
  readonly value = model('');

  private readonly isShort = computed(() => this.value().trim().length < this.min());
  /** Whether the reason is as long as it must be, and no longer than it may. */
  readonly valid = computed(() => !this.isShort() && !tooLong(this.value().trim(), this.max()));

  protected readonly id = `reason-${++count}`;
  protected readonly error = computed(() =>
    this.insist() && this.isShort() ? $localize`Écrivez le motif, en ${this.min()} caractères au moins.` : null,
  );

  constructor() {
    holdUnsent(() => this.value());
  }

  focus(): void {
    document.getElementById(this.id)?.focus();
  }

  protected type(event: Event): void {
    this.value.set((event.target as HTMLTextAreaElement).value);
  }
}
