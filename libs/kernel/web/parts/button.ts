import { Directive, ElementRef, inject, input } from '@angular/core';

/**
 * Our look on a native button or link. `busy` says that the act is under way and refuses a second click. The second click of a double click, and a key
 * held down, are never a second act: they would say yes to the question that the first one opened, or add two rows.
 */
@Directive({
  selector: 'button[appButton], a[appButton]',
  host: {
    class: 'button',
    '[class.button-primary]': 'appButton() === "primary"',
    '[class.button-danger]': 'appButton() === "danger"',
    '[class.button-quiet]': 'appButton() === "quiet"',
    '[attr.aria-busy]': 'busy() || null',
    '[attr.aria-disabled]': 'busy() || null',
  },
})
export class Button {
  readonly appButton = input<'' | 'primary' | 'secondary' | 'danger' | 'quiet'>('');
  readonly busy = input(false);

  constructor() {
    // Before every other listener, so that none of them hears what is refused.
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    host.addEventListener('click', (event) => (this.busy() || event.detail > 1) && refuse(event), { capture: true });
    host.addEventListener('keydown', (event) => event.repeat && (event.key === 'Enter' || event.key === ' ') && refuse(event), {
      capture: true,
    });
  }
}

function refuse(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
