import { Component, computed, input } from '@angular/core';
import { READ_GRANT_WORDS } from '#access-rights/domain';
import { Badge, drawn } from '#kernel/web';

const DRAWN = drawn(READ_GRANT_WORDS, {
  asked: { tone: 'amber', icon: 'clock' },
  granted: { tone: 'green', icon: 'eye' },
  refused: { tone: 'grey', icon: 'cancel' },
  withdrawn: { tone: 'grey', icon: 'cancel' },
  ended: { tone: 'grey', icon: 'minus' },
});

/** Where a reading stands, in a word. */
@Component({
  selector: 'app-reading-state',
  imports: [Badge],
  template: `<app-badge [tone]="look().tone" [icon]="look().icon">{{ look().label }}</app-badge>`,
})
export class ReadingState {
  readonly state = input.required<keyof typeof READ_GRANT_WORDS>();
  protected readonly look = computed(() => DRAWN[this.state()]);
}
