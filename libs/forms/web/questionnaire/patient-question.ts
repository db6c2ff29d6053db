import { Component, computed, inject, input } from '@angular/core';
import { entriesOf, type Item } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import type { FieldView } from '../drawing/drawing.js';
import { ItemField } from '../fields/item-field.js';

/** Beyond this number of answers, a number is typed rather than chosen. */
const CHOICES = 11;

interface PatientChoice {
  readonly value: string | number;
  readonly label: string;
}

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

  protected readonly choices = computed(() => choicesOf(this.field().item, this.answers));
}

function choicesOf(item: Item, { lists }: Answers): readonly PatientChoice[] | undefined {
  if (item.type === 'on' || item.type === 'oni' || item.type === 'choice')
    return entriesOf(item, lists()).map(({ code, label }) => ({ value: code, label }));
  if (item.type !== 'int' || item.min === undefined || item.max === undefined || item.max - item.min >= CHOICES) return undefined;
  const first = item.min;
  return Array.from({ length: item.max - first + 1 }, (_, step) => ({ value: first + step, label: String(first + step) }));
}
