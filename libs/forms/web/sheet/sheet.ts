import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, input, output } from '@angular/core';
import { Button, Icon } from '#kernel/web';

let count = 0;

/** What stands beside the page on demand: at the right on a desk, from below on a phone. Esc closes it, and loses nothing. */
@Component({
  selector: 'app-sheet',
  imports: [Button, CdkTrapFocus, Icon],
  template: `
    <div class="shade" (click)="closed.emit()" aria-hidden="true"></div>
    <div class="panel" role="dialog" aria-modal="true" cdkTrapFocus [cdkTrapFocusAutoCapture]="true" [attr.aria-labelledby]="id">
      <div class="spread head">
        <h2 [id]="id">{{ heading() }}</h2>
        <button appButton="quiet" type="button" (click)="closed.emit()"><app-icon name="cancel" /><span i18n>Fermer</span></button>
      </div>
      <div class="body"><ng-content /></div>
    </div>
  `,
  styleUrl: './sheet.scss',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class Sheet {
  readonly heading = input.required<string>();
  readonly closed = output<void>();

  protected readonly id = `feuille-${++count}`;
}
