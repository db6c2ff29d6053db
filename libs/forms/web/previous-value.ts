import { Component, computed, inject, input } from '@angular/core';
import { displayValue } from '#protocols/domain';
import { Answers } from './answers.js';
import type { FieldView } from './drawing.js';
import { same } from './ledger.js';

/** Whether the answer of the visit before may be copied here: there is one, one writes, and it is not there already. */
export function canTakeUp({ item, previous, value }: FieldView, answers: Pick<Answers, 'isReadOnly'>): boolean {
  return previous !== undefined && item.type !== 'calc' && !answers.isReadOnly() && !same(previous, value);
}

/** What was answered at the visit before, quietly, and the button that copies it. Both stay in place whatever is answered: nothing moves. */
@Component({
  selector: 'app-previous-value',
  template: `
    <span><ng-container i18n>Visite précédente&nbsp;:</ng-container> {{ words() }}</span>
    @if (isOffered()) {
      <button
        type="button"
        tabindex="-1"
        aria-keyshortcuts="Alt+R"
        [disabled]="!isOther()"
        (click)="answers.choose(field().key, field().previous)"
        i18n-title
        title="Touches Alt+R"
      >
        <ng-container i18n>Reprendre</ng-container><span class="visually-hidden">&nbsp;: {{ words() }}</span>
      </button>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      gap: 8px;
      color: var(--ink-soft);
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
    button {
      flex: none;
      align-self: flex-start;
      padding: 0;
      border: 0;
      background: none;
      color: var(--blue);
      font: inherit;
      text-decoration: underline;
      text-underline-offset: 3px;
      cursor: pointer;
    }
    button[disabled] {
      color: var(--ink-soft);
      text-decoration: none;
      cursor: default;
    }
  `,
})
export class PreviousValue {
  protected readonly answers = inject(Answers);

  readonly field = input.required<FieldView>();

  protected readonly words = computed(() => displayValue(this.field().item, this.field().previous, this.answers.lists()));
  protected readonly isOffered = computed(() => this.field().item.type !== 'calc' && !this.answers.isReadOnly());
  protected readonly isOther = computed(() => canTakeUp(this.field(), this.answers));
}
