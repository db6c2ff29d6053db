import { Component, input } from '@angular/core';
import { Icon } from './icon.js';
import type { IconName } from './icons.js';

/** Colour has one meaning: blue = act, amber = waits for someone, red = wrong or late, green = done, grey = not applicable, violet = another centre. */
export type Tone = 'blue' | 'amber' | 'red' | 'green' | 'grey' | 'violet';

/** A state in a word, with its icon; never by colour alone. */
@Component({
  selector: 'app-badge',
  imports: [Icon],
  template: `
    @if (icon(); as name) {
      <app-icon [name]="name" />
    }
    <ng-content />
  `,
  host: { '[class]': '"tone-" + tone()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      padding: 1px 8px 1px 6px;
      border-radius: 4px;
      background: var(--tone-soft);
      color: var(--tone);
      font-size: 0.8125rem;
      line-height: 20px;
      font-weight: var(--weight-strong);
      white-space: nowrap;
    }
    app-icon {
      width: 16px;
      height: 16px;
    }
  `,
})
export class Badge {
  readonly tone = input<Tone>('grey');
  readonly icon = input<IconName>();
}
