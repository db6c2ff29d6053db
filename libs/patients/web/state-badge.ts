import { Component, computed, input } from '@angular/core';
import { Badge } from '#kernel/web';
import type { OnItsWay } from '#patients/domain';
import { stateOf } from './states.js';

/** The state of a request: word, icon, colour. */
@Component({
  selector: 'app-state-badge',
  imports: [Badge],
  template: `<app-badge [tone]="words().tone" [icon]="words().icon" [title]="words().meaning">{{ words().label }}</app-badge>`,
})
export class StateBadge {
  readonly of = input.required<OnItsWay>();

  protected readonly words = computed(() => stateOf(this.of()));
}
