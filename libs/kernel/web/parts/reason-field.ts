import { Component, computed, input, model } from '@angular/core';
import { Field } from './field.js';

let count = 0;

/** A reason that others will read: its length is said before it is refused. */
@Component({
  selector: 'app-reason-field',
  imports: [Field],
  template: `
    <app-field [label]="label()" [for]="id" [hint]="hint()" [error]="error()">
      <textarea
        class="textarea"
        [id]="id"
        [value]="value()"
        [attr.maxlength]="max()"
        [attr.aria-describedby]="id + '-help'"
        [attr.aria-invalid]="!!error() || null"
        (input)="type($event)"
      ></textarea>
      <p class="soft small figures count">{{ value().length }} / {{ max() }}</p>
    </app-field>
  `,
  styles: '.count { text-align: end; }',
})
export class ReasonField {
  readonly label = input($localize`Motif`);
  readonly hint = input<string>();
  readonly min = input(5);
  readonly max = input(1000);
  /** Set to true when the person tried to go on. */
  readonly insist = input(false);
  readonly value = model('');

  /** Whether the reason is long enough to be sent. */
  readonly valid = computed(() => this.value().trim().length >= this.min());

  protected readonly id = `reason-${++count}`;
  protected readonly error = computed(() =>
    this.insist() && !this.valid() ? $localize`Écrivez le motif, en ${this.min()} caractères au moins.` : null,
  );

  focus(): void {
    document.getElementById(this.id)?.focus();
  }

  protected type(event: Event): void {
    this.value.set((event.target as HTMLTextAreaElement).value);
  }
}
