import { Component, computed, input } from '@angular/core';

/** Where content will be. Keeps its room, so that nothing jumps when it comes. */
@Component({
  selector: 'app-skeleton',
  template: `
    <span class="visually-hidden" role="status" i18n>Chargement…</span>
    @for (row of rows(); track row) {
      <span class="bar" [style.height.px]="height()" [style.width.%]="100 - ((row * 7) % 24)"></span>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 16px;
      padding: 8px 0;
    }
    .bar {
      display: block;
      border-radius: 4px;
      background: var(--grey-soft);
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.5;
      }
    }
  `,
})
export class Skeleton {
  readonly lines = input(4);
  /** Pixels of one line. */
  readonly height = input(20);

  protected readonly rows = computed(() => Array.from({ length: this.lines() }, (_, index) => index));
}
