import { Component, input } from '@angular/core';

/** The name, where there is no rail. */
@Component({
  selector: 'app-brand',
  template: `
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M5 21c0-6 5-10 11-10s11 4 11 10M5 21h22M11 21v-8.6M16 21V11M21 21v-8.6" />
    </svg>
    <span>Passerelle</span>
    @if (demonstration()) {
      <small i18n>Démonstration</small>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 12px;
      font-size: var(--text-title);
      font-weight: var(--weight-title);
      letter-spacing: -0.01em;
    }
    rect {
      fill: var(--blue);
    }
    path {
      fill: none;
      stroke: var(--on-blue);
      stroke-width: 2.2;
      stroke-linecap: round;
    }
    small {
      padding: 0 6px;
      border: 1px solid var(--amber);
      border-radius: 4px;
      color: var(--amber);
      font-size: var(--text-small);
      letter-spacing: 0;
      line-height: 18px;
    }
  `,
})
export class Brand {
  readonly demonstration = input(false);
}
