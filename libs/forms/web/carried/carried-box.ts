import { Component, computed, inject, input } from '@angular/core';
import { originInWords, type CarriedValue } from '#forms/domain';
import { Button, Icon } from '#kernel/web';
import { displayValue } from '#protocols/domain';
import { Answers } from '../fields/answers.js';
import { Carrying } from './carrying.js';
import type { FieldView } from '../drawing/drawing.js';

/** A value that nobody typed here, with where it comes from: confirmed, corrected by typing over it, or put aside. */
@Component({
  selector: 'app-carried-box',
  imports: [Button, Icon],
  template: `
    <div class="row">
      <span class="mark tone-amber"><app-icon name="help" /><ng-container i18n>À confirmer</ng-container></span>
      <strong class="figures">{{ words() }}</strong>
      <span class="soft">{{ from() }}</span>
      @if (!answers.isReadOnly()) {
        <button
          appButton
          type="button"
          class="confirm"
          aria-keyshortcuts="Alt+R"
          (click)="carrying?.confirm(field().key)"
          i18n-title
          title="Touches Alt+R"
        >
          <app-icon name="done" /><span
            ><ng-container i18n>Confirmer</ng-container
            ><span class="visually-hidden">&nbsp;: {{ field().item.label }}, {{ words() }}</span></span
          >
        </button>
        <button appButton="quiet" type="button" (click)="carrying?.putAside(field().key)">
          <ng-container i18n>Écarter</ng-container><span class="visually-hidden">&nbsp;: {{ field().item.label }}, {{ words() }}</span>
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      flex-basis: 100%;
      overflow-wrap: anywhere;
    }
    /* As the other marks of a field. */
    .mark {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--tone);
      line-height: 18px;
    }
    .mark app-icon {
      width: 14px;
      height: 14px;
      flex: none;
    }
    .row {
      flex-wrap: wrap;
      align-items: center;
    }
  `,
})
export class CarriedBox {
  protected readonly answers = inject(Answers);
  protected readonly carrying = inject(Carrying, { optional: true });

  readonly field = input.required<FieldView>();
  readonly carried = input.required<CarriedValue>();

  protected readonly words = computed(() => displayValue(this.field().item, this.carried().value, this.answers.lists()));
  protected readonly from = computed(() => originInWords(this.carried()));
}
