import { Component, computed, inject, input } from '@angular/core';
import { Device, ErrorPanel, Icon, read, safeReturn, Session, signInAddress, Skeleton } from '#kernel/web';
import { Brand } from './brand.js';
import { signInProblem } from './sign-in.js';

/** Where signing in beside a locked page ends. */
const BESIDE = '/reconnexion';

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
  /** Said to whoever sits down here; of whose they are, nothing. */
  protected readonly holdsSome = read(
    () => true,
    () => this.device.isHoldingSome(),
  );
  protected readonly message = computed(() => signInProblem(this.probleme()));
  /** The page that ends a sign-in made beside a locked one speaks of a page that waits: not to someone else. */
  protected readonly home = computed(() => {
    const home = safeReturn(this.retour());
    return this.probleme() === 'someone-else' && home === BESIDE ? '/' : home;
  });
  /** What is no failure needs no help. */
  protected readonly isFailure = computed(() => !['cancelled', 'someone-else', 'locked', 'used-answer'].includes(this.probleme() ?? ''));

  protected address(provider: string): string {
    return signInAddress(provider, this.home());
  }
}
