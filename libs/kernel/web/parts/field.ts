import { Component, input } from '@angular/core';
import { Icon } from './icon.js';

/** Label, help, control (projected, with `id` = `for` and `aria-describedby` = `for + '-help'`) and error of a small form, always at the same spots. */
@Component({
  selector: 'app-field',
  imports: [Icon],
  template: `
    <label [attr.for]="for()">
      {{ label() }}
      @if (optional()) {
        <span class="soft" i18n>(facultatif)</span>
      }
    </label>
    <div [id]="for() + '-help'">
      @if (hint(); as text) {
        <p class="soft small">{{ text }}</p>
      }
      @if (error(); as text) {
        <p class="error" role="alert"><app-icon name="alert" />{{ text }}</p>
      }
    </div>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 4px;
    }
    label {
      font-weight: var(--weight-strong);
    }
    .soft {
      font-weight: var(--weight-normal);
    }
    .error {
      display: flex;
      gap: 6px;
      margin-top: 2px;
      color: var(--red);
      font-weight: var(--weight-strong);
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly for = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string | null>();
  readonly optional = input(false);
}
