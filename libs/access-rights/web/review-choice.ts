import { Component, input, output } from '@angular/core';

/** One line of a review: kept, or not. Two buttons, none of them chosen before the person is. */
@Component({
  selector: 'app-review-choice',
  template: `
    <fieldset>
      <legend class="visually-hidden">{{ about() }}</legend>
      <div class="row">
        <label class="choice">
          <input type="radio" [name]="line()" [checked]="kept() === true" (change)="decided.emit(true)" />
          <span>{{ keep() }}</span>
        </label>
        <label class="choice">
          <input type="radio" [name]="line()" [checked]="kept() === false" (change)="decided.emit(false)" />
          <span>{{ drop() }}</span>
        </label>
      </div>
    </fieldset>
  `,
  styles: '.row { flex-wrap: nowrap; } .choice { min-height: 32px; padding: 5px 10px; white-space: nowrap; }',
})
export class ReviewChoice {
  /** Of this line alone. */
  readonly line = input.required<string>();
  /** What is kept or not, for who does not see the line. */
  readonly about = input.required<string>();
  readonly keep = input.required<string>();
  readonly drop = input.required<string>();
  /** Undefined before it is decided. */
  readonly kept = input<boolean>();

  readonly decided = output<boolean>();
}
