import { Component, computed, effect, inject, input } from '@angular/core';
import { Device, ErrorPanel, Icon, read, safeReturn, Session, signInAddress, Skeleton } from '#kernel/web';
import { Brand } from './brand.js';
import { ALREADY_IN, signInProblem } from './sign-in.js';
import { keepWanted, wantedBefore } from './wanted-page.js';

/** Where signing in beside a locked page ends. */
const BESIDE = '/reconnexion';

/** An answer came that nobody waits for: this tab may know what its request was for. */
const UNAWAITED: readonly (string | undefined)[] = ['forged-state', 'lapsed-request'];

/** The way in: one button for each provider, saying for whom it is. */
@Component({
  selector: 'app-sign-in-page',
  imports: [Brand, ErrorPanel, Icon, Skeleton],
  templateUrl: './sign-in.page.html',
  styleUrl: './doors.scss',
})
export class SignInPage {
  private readonly session = inject(Session);
  private readonly device = inject(Device);

  /** Where to come back to. */
  readonly retour = input<string>();
  /** The code of what went wrong at the provider. */
  readonly probleme = input<string>();

  protected readonly view = read(
    () => true,
    () => this.session.refresh({ touch: false }),
  );
  /** Said to anyone who sits down here; of whose they are, nothing. */
  protected readonly holdsSome = read(
    () => true,
    () => this.device.isHoldingSome(),
  );
  private readonly isUnawaited = computed(() => UNAWAITED.includes(this.probleme()));
  private readonly isIn = computed(() => (this.view.value()?.state ?? 'signed-out') !== 'signed-out');
  protected readonly message = computed(() => (this.isUnawaited() && this.isIn() ? ALREADY_IN : signInProblem(this.probleme())));
  /** The page that ends a sign-in made beside a locked one speaks of a page that waits: not to someone else. */
  protected readonly home = computed(() => {
    const home = safeReturn(this.retour() ?? (this.isUnawaited() ? wantedBefore() : undefined));
    return this.probleme() === 'someone-else' && home === BESIDE ? '/' : home;
  });
  /** What is no failure needs no help. */
  protected readonly isFailure = computed(
    () =>
      !['cancelled', 'someone-else', 'locked', 'used-answer', 'lapsed-request'].includes(this.probleme() ?? '') &&
      !(this.isUnawaited() && this.isIn()),
  );

  constructor() {
    effect(() => {
      if (this.retour() !== undefined || !this.isUnawaited()) keepWanted(this.retour());
    });
  }

  protected address(provider: string): string {
    return signInAddress(provider, this.home());
  }
}
