import { Component, computed, inject, input } from '@angular/core';
import { Answers } from '../fields/answers.js';
import type { FieldView } from '../drawing/drawing.js';
import { fieldOf } from '../fields/kinds/index.js';
import { ItemField } from '../fields/item-field.js';

/** One question to a patient: large buttons for whatever has few answers, the ordinary field for the rest. */
@Component({
  selector: 'app-patient-question',
  imports: [ItemField],
  template: `
    @if (choices(); as all) {
      <fieldset>
        <legend>{{ field().item.label }}</legend>
        <div class="set">
          @for (choice of all; track choice.value) {
            <label class="choice">
              <input
                type="radio"
                [name]="field().key"
                [checked]="field().value === choice.value"
                (change)="answers.choose(field().key, choice.value)"
              />
              <span>{{ choice.label }}</span>
            </label>
          }
        </div>
      </fieldset>
    } @else {
      <app-item-field [field]="field()" />
    }
  `,
  styles: `
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 12px;
      padding: 0;
      font-size: var(--text-title);
      font-weight: var(--weight-title);
    }
    .set {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
    .choice {
      align-items: center;
      min-width: 64px;
      min-height: 56px;
      padding: 0 20px;
      font-size: var(--text-read);
    }
    app-item-field {
      padding-inline: 0;
      border-inline-start-width: 0;
    }
  `,
})
export class PatientQuestion {
  protected readonly answers = inject(Answers);

  readonly field = input.required<FieldView>();

  protected readonly choices = computed(() => {
    const { item } = this.field();
    return fieldOf(item).choices?.(item, this.answers.lists());
  });
}
