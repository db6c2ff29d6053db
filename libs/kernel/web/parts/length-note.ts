import { Component, computed, input } from '@angular/core';
import { say, tooLong } from '#kernel/domain';

/** From this part of the limit on, one sees how much is left. */
const NEAR = 0.8;

/** Under a box: how long its text is once that matters, and that it is too long. The box itself takes everything: nothing is ever cut. */
@Component({
  selector: 'app-length-note',
  template: `
    @if (problem(); as text) {
      <p class="small wrong" role="alert">{{ text }}</p>
    } @else if (isNear()) {
      <p class="soft small figures" aria-live="polite">{{ text().length }} / {{ max() }}</p>
    }
  `,
  // With nothing to say it takes no place: boxes of one row stand at one height.
  styles: `
    :host:not(:has(p)) {
      display: none;
    }
    p {
      text-align: end;
    }
    .wrong {
      color: var(--red);
      font-weight: var(--weight-strong);
    }
  `,
})
export class LengthNote {
  readonly text = input.required<string>();
  readonly max = input.required<number>();

  protected readonly problem = computed(() => {
    const long = tooLong(this.text(), this.max());
    return long && say(long);
  });
  protected readonly isNear = computed(() => this.text().length >= this.max() * NEAR);
}
