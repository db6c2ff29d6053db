import { Component, input, output } from '@angular/core';

/**
 * On a phone the chips are scrolled and a choice may stand out of sight: the filters in force are said in one line, with the way out of them.
 * Wider, the chips themselves say it.
 */
@Component({
  selector: 'app-filters-in-force',
  template: `
    @if (filters().length) {
      <p class="small">
        <span class="soft" i18n>Filtres en cours&nbsp;:</span> {{ filters().join(', ') }}
        <button type="button" class="button button-quiet" (click)="cleared.emit()" i18n>Tout effacer</button>
      </p>
    }
  `,
  styles: `
    :host {
      display: none;
    }
    @media (max-width: 900px) {
      :host {
        display: block;
      }
    }
  `,
})
export class FiltersInForce {
  /** In words, each as its chip or its list names it. */
  readonly filters = input.required<readonly string[]>();
  readonly cleared = output();
}
