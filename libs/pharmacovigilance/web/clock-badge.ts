import { Component, computed, input } from '@angular/core';
import { capitalised } from '#kernel/domain';
import type { ClockView } from '#api-client';
import { Badge, type IconName, type Tone } from '#kernel/web';

const LOOKS: Readonly<Record<ClockView['urgency'], { tone: Tone; icon: IconName }>> = {
  overdue: { tone: 'red', icon: 'alert' },
  soon: { tone: 'amber', icon: 'clock' },
  later: { tone: 'blue', icon: 'clock' },
};

/** How much is left of a delay: in words, with its icon and colour. */
@Component({
  selector: 'app-clock-badge',
  imports: [Badge],
  template: `<app-badge [tone]="look().tone" [icon]="look().icon">{{ words() }}</app-badge>`,
})
export class ClockBadge {
  readonly clock = input.required<ClockView>();

  protected readonly look = computed(() => LOOKS[this.clock().urgency]);
  protected readonly words = computed(() => capitalised(this.clock().words));
}
