import { Component, computed, input } from '@angular/core';
import { ICONS, type IconName } from './icons.js';

/** A drawing beside a word; screen readers skip it, since the word says it. */
@Component({
  selector: 'app-icon',
  template: `
    <svg
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: ':host { display: inline-flex; flex: none; width: 20px; height: 20px; } svg { width: 100%; height: 100%; }',
})
export class Icon {
  readonly name = input.required<IconName>();

  protected readonly path = computed(() => ICONS[this.name()]);
}
