import { Component, input } from '@angular/core';
import { Icon } from './icon.js';
import type { IconName } from './icons.js';

/** Says why there is nothing, and (projected) what to do. */
@Component({
  selector: 'app-empty-state',
  imports: [Icon],
  template: `
    <app-icon [name]="icon()" />
    <p class="heading">{{ heading() }}</p>
    @if (text(); as why) {
      <p class="soft">{{ why }}</p>
    }
    <div class="row"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      padding: 40px 16px;
      text-align: center;
    }
    app-icon {
      width: 28px;
      height: 28px;
      color: var(--ink-faint);
    }
    .heading {
      font-size: var(--text-read);
      line-height: 24px;
      font-weight: var(--weight-strong);
    }
    .soft {
      max-width: 52ch;
    }
    .row {
      justify-content: center;
      margin-top: 8px;
    }
    .row:empty {
      display: none;
    }
  `,
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly text = input<string>();
  readonly icon = input<IconName>('info');
}
