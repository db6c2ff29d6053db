import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { Field } from './field.js';
import type { TypedDay } from './typed-day.js';

/** The one box of a day outside forms: short dates are understood as in forms, and shown as they are understood once one leaves it. */
@Component({
  selector: 'app-date-box',
  imports: [Field],
  template: `
    <app-field [for]="for()" [label]="label()" [hint]="hint()" [optional]="optional()" [error]="error()">
      <div class="row">
        <input
          class="input figures"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          placeholder="JJ/MM/AAAA"
          [id]="for()"
          [attr.aria-describedby]="for() + '-help'"
          [attr.aria-invalid]="!!error() || null"
          [value]="of().text()"
          (input)="type($event)"
          (change)="leave()"
          (blur)="pass()"
        />
        <ng-content />
      </div>
    </app-field>
  `,
  styles: `
    .input {
      flex: 0 1 160px;
      max-width: 160px;
    }
  `,
})
export class DateBox {
  readonly of = input.required<TypedDay>();
  readonly for = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly optional = input(false);
  /** Set once the person went on: what is wrong is said, an empty box too unless it is optional. */
  readonly insist = input(false);
  /** What the server said of it. */
  readonly refusal = input<string | null>();
  readonly typed = output<void>();

  /** What was refused is refused no more once something else is typed. */
  private readonly refused = linkedSignal(() => this.refusal() ?? null);
  /** What one is typing is not judged yet. */
  private readonly isTyping = signal(false);
  protected readonly error = computed(() => {
    if (!this.insist() || this.isTyping()) return this.refused();
    const missing = this.of().isEmpty() && !this.optional() ? $localize`Indiquez un jour, par exemple 05/03/2024.` : null;
    return this.refused() ?? this.of().problem() ?? missing;
  });

  protected type(event: Event): void {
    this.of().text.set((event.target as HTMLInputElement).value);
    this.refused.set(null);
    this.isTyping.set(true);
    this.typed.emit();
  }

  /** No change is told of a box that holds again what it held before: what was typed is judged all the same. */
  protected pass(): void {
    if (this.isTyping()) this.leave();
  }

  protected leave(): void {
    this.of().settle();
    this.isTyping.set(false);
  }
}
