import { Component, computed, input } from '@angular/core';
import { Badge } from '#kernel/web';
import { type EnrolmentState, STATES } from './states.js';

/** The state of a request: word, icon, colour. */
@Component({
  selector: 'app-state-badge',
  imports: [Badge],
  template: `<app-badge [tone]="words().tone" [icon]="words().icon" [title]="words().meaning">{{ words().label }}</app-badge>`,
})
export class StateBadge {
  readonly state = input.required<EnrolmentState>();

  protected readonly words = computed(() => STATES[this.state()]);
}
