import { Component, computed, inject, input } from '@angular/core';
import { entriesOf, type ChoiceItem } from '#protocols/domain';
import { Answers } from '../answers.js';
import type { FieldView } from '../../drawing/drawing.js';

/** Several answers of a list. The one that excludes the others takes them away, and they it. */
@Component({
  selector: 'app-multi-control',
  template: `
    <div class="set" role="group" [attr.aria-labelledby]="labelledBy()" [attr.aria-describedby]="describedBy()">
      @for (entry of entries(); track entry.code) {
        <label class="choice">
          <input
            type="checkbox"
            [value]="entry.code"
            [checked]="chosen().includes(entry.code)"
            [attr.aria-invalid]="invalid() || null"
            (change)="toggle(entry.code, $event)"
          />
          <span>{{ entry.label }}</span>
        </label>
      }
    </div>
  `,
  styles: `
    .set {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
      gap: 4px;
    }
  `,
})
export class MultiControl {
  private readonly answers = inject(Answers);

  readonly field = input.required<FieldView>();
  readonly labelledBy = input.required<string>();
  readonly describedBy = input<string>();
  readonly invalid = input(false);

  private readonly item = computed(() => this.field().item as ChoiceItem);
  protected readonly entries = computed(() => entriesOf(this.item(), this.answers.lists()));
  protected readonly chosen = computed((): readonly string[] => {
    const { value } = this.field();
    return Array.isArray(value) ? (value as readonly string[]) : [];
  });

  protected toggle(code: string, event: Event): void {
    const box = event.target as HTMLInputElement;
    const { exclusive } = this.item();
    const others = this.chosen().filter((each) => each !== code && each !== exclusive);
    const now = !box.checked ? this.chosen().filter((each) => each !== code) : code === exclusive ? [code] : [...others, code];
    const inOrder = this.entries()
      .map((entry) => entry.code)
      .filter((each) => now.includes(each));
    this.answers.choose(this.field().key, inOrder.length > 0 ? inOrder : undefined);
  }
}
