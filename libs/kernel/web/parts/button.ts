import { Directive, input } from '@angular/core';

/** Our look on a native button or link. `busy` says that the act is under way and refuses a second click. */
@Directive({
  selector: 'button[appButton], a[appButton]',
  host: {
    class: 'button',
    '[class.button-primary]': 'appButton() === "primary"',
    '[class.button-danger]': 'appButton() === "danger"',
    '[class.button-quiet]': 'appButton() === "quiet"',
    '[attr.aria-busy]': 'busy() || null',
    '[attr.aria-disabled]': 'busy() || null',
    '(click)': 'guard($event)',
  },
})
export class Button {
  readonly appButton = input<'' | 'primary' | 'secondary' | 'danger' | 'quiet'>('');
  readonly busy = input(false);

  protected guard(event: Event): void {
    if (!this.busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
