import { own } from '#kernel/domain';
import { Component, computed, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { cutAtTerms, TERMS } from '../words/terms.js';

/** A word of the trade, explained on hover, on focus and under a finger. Screen readers hear the explanation as its description. */
@Component({
  selector: 'app-term',
  imports: [MatTooltip],
  template: `
    <button
      #tip="matTooltip"
      type="button"
      matTooltipPosition="above"
      matTooltipTouchGestures="off"
      [matTooltip]="meaning()"
      [textContent]="of()"
      (click)="tip.show()"
    ></button>
  `,
  styles: `
    button {
      display: inline;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      letter-spacing: inherit;
      text-decoration: underline dotted;
      text-underline-offset: 3px;
      cursor: help;
    }
  `,
})
export class Term {
  /** The word itself, as `TERMS` has it. */
  readonly of = input.required<string>();

  protected readonly meaning = computed(() => own(TERMS, this.of()) ?? '');
}

/** A sentence that came as text, with its words of the trade explained. */
@Component({
  selector: 'app-explained',
  imports: [Term],
  template: `
    @for (part of parts(); track $index) {
      @if (part.isTerm) {
        <app-term [of]="part.text" />
      } @else {
        <span>{{ part.text }}</span>
      }
    }
  `,
})
export class Explained {
  readonly text = input.required<string>();

  protected readonly parts = computed(() => cutAtTerms(this.text()).map((text) => ({ text, isTerm: text in TERMS })));
}
