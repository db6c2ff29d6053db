import { Component, input } from '@angular/core';
import type { TransmissionView } from '#api-client';
import { Badge, DayPipe } from '#kernel/web';

/** How a declaration was transmitted: on which day, to whom, by whom, and whether in time. */
@Component({
  selector: 'app-transmission-words',
  imports: [Badge, DayPipe],
  template: `
    @if (of().daysLate) {
      <app-badge tone="amber" icon="done">
        <ng-container i18n>Transmise {{ of().daysLate }} {{ of().daysLate > 1 ? 'jours' : 'jour' }} après le délai</ng-container>
      </app-badge>
    } @else {
      <app-badge tone="green" icon="done"><ng-container i18n>Transmise</ng-container></app-badge>
    }
    <span class="soft small line" i18n>le {{ of().on | day }} à {{ of().to }}, par {{ of().by.name }}</span>
  `,
  styles: '.line { display: block; overflow-wrap: anywhere; }',
})
export class TransmissionWords {
  readonly of = input.required<TransmissionView>();
}
