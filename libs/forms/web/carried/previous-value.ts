import { Component, computed, inject, input } from '@angular/core';
import { displayValue, type Value } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import type { FieldView } from '../drawing/drawing.js';
import { same } from '../saving/ledger.js';

/**
 * What may be copied here by anyone who sees it: the answer of the visit before, where the protocol says that it is reusable, or what another form offers.
 * Nothing where one only reads, or where it stands already.
 */
export function takeable({ item, previous, offer, value }: FieldView, answers: Pick<Answers, 'isReadOnly'>): Value | undefined {
  const shown = offer ?? (item.reusable ? previous : undefined);
  return shown === undefined || item.type === 'calc' || answers.isReadOnly() || same(shown, value) ? undefined : shown;
}

/** What was answered at the visit before or another form offers, quietly, and the button that copies it. Both stay in place whatever is answered: nothing moves. */
@Component({
  selector: 'app-previous-value',
  template: `
    @if (field().offer === undefined) {
      <span><ng-container i18n>Visite précédente&nbsp;:</ng-container> {{ words() }}</span>
    } @else {
      <span><ng-container i18n>Proposé par une autre fiche&nbsp;:</ng-container> {{ words() }}</span>
    }
    @if (isOffered()) {
      <button
        type="button"
        tabindex="-1"
        aria-keyshortcuts="Alt+R"
        [disabled]="taken() === undefined"
        (click)="answers.choose(field().key, taken())"
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

  protected readonly words = computed(() =>
    displayValue(this.field().item, this.field().offer ?? this.field().previous, this.answers.lists()),
  );
  protected readonly isOffered = computed(() => {
    const { item, offer } = this.field();
    return (offer !== undefined || item.reusable) && item.type !== 'calc' && !this.answers.isReadOnly();
  });
  protected readonly taken = computed(() => takeable(this.field(), this.answers));
}
