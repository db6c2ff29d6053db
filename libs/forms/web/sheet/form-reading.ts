import { Component, computed, input } from '@angular/core';
import type { FormView } from '#api-client';
import { readingInWords, readingOf } from '#forms/domain';
import { capitalised } from '#kernel/domain';
import { Badge, type IconName, type Tone } from '#kernel/web';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

const LOOKS: Readonly<Record<string, Look>> = {
  complete: { tone: 'green', icon: 'done' },
  finished: { tone: 'amber', icon: 'half' },
};

/** How far a form is, in the words of every list: green only where nothing of it is missing. */
@Component({
  selector: 'app-form-reading',
  imports: [Badge],
  template: `<app-badge [tone]="look().tone" [icon]="look().icon">{{ words() }}</app-badge>`,
})
export class FormReading {
  readonly state = input.required<FormView['state']>();
  readonly missing = input.required<number>();

  private readonly reading = computed(() => readingOf(this.state(), this.missing()));
  protected readonly look = computed((): Look => LOOKS[this.reading()] ?? { tone: 'blue', icon: 'pen' });
  protected readonly words = computed(() => capitalised(readingInWords(this.reading(), this.missing())));
}
