import { Component, computed, input } from '@angular/core';
import type { CaseSummary } from '#api-client';
import { Badge, type IconName, type Tone } from '#kernel/web';

const LOOKS: Readonly<Record<CaseSummary['serious'], { tone: Tone; icon: IconName }>> = {
  yes: { tone: 'red', icon: 'alert' },
  no: { tone: 'grey', icon: 'minus' },
  unknown: { tone: 'amber', icon: 'help' },
};

/** Seriousness in a word: another thing than the grade, which stands beside it. */
@Component({
  selector: 'app-seriousness-badge',
  imports: [Badge],
  template: `<app-badge [tone]="look().tone" [icon]="look().icon">{{ words() }}</app-badge>`,
})
export class SeriousnessBadge {
  readonly serious = input.required<CaseSummary['serious']>();
  readonly words = input.required<string>();

  protected readonly look = computed(() => LOOKS[this.serious()]);
}
