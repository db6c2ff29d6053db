import { Component, computed, inject, input } from '@angular/core';
import { entriesOf, type ChoiceItem } from '#protocols/domain';
import { Answers } from '../answers.js';
import type { FieldView } from '../../drawing/drawing.js';
import { fieldOf } from '../kinds/index.js';

/** One answer of a few: two or three large buttons side by side for yes and no (keys O, N, I), lines for the rest. */
@Component({
  selector: 'app-radio-control',
  template: `
    <div
      class="set"
      role="radiogroup"
      [class.side-by-side]="isYesNo()"
      [attr.aria-labelledby]="labelledBy()"
      [attr.aria-describedby]="describedBy()"
      [attr.aria-invalid]="invalid() || null"
    >
      @for (entry of entries(); track entry.code) {
        <label class="choice">
          <input type="radio" [name]="id()" [value]="entry.code" [checked]="field().value === entry.code" (change)="choose(entry.code)" />
          <span>{{ entry.label }}</span>
        </label>
      }
    </div>
  `,
  host: { '(keydown)': 'press($event)' },
  styles: `
    .set {
      display: flex;
      flex-direction: column;
      gap: 4px;
    }
    .side-by-side {
      flex-direction: row;
      gap: 8px;
    }
    .side-by-side .choice {
      flex: 0 1 120px;
    }
  `,
})
export class RadioControl {
  private readonly answers = inject(Answers);

  readonly field = input.required<FieldView>();
  readonly id = input.required<string>();
  readonly labelledBy = input.required<string>();
  readonly describedBy = input<string>();
  readonly invalid = input(false);

  protected readonly isYesNo = computed(() => fieldOf(this.field().item).isYesNo === true);
  protected readonly entries = computed(() => entriesOf(this.field().item as ChoiceItem, this.answers.lists()));

  protected choose(code: string): void {
    this.answers.choose(this.field().key, code);
  }

  /** O, N and I answer; Suppr takes the answer away. */
  protected press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.answers.choose(this.field().key, undefined);
      return;
    }
    const code = this.isYesNo() ? this.entries().find((entry) => entry.code === event.key.toUpperCase())?.code : undefined;
    if (code === undefined) return;
    event.preventDefault();
    this.choose(code);
    const set = event.currentTarget as HTMLElement;
    set.querySelector<HTMLInputElement>(`input[value="${code}"]`)?.focus();
  }
}
