import { Component, computed, inject, input } from '@angular/core';
import { ErrorPanel, Icon, read, safeReturn, Session, signInAddress, Skeleton } from '#kernel/web';
import { Brand } from './brand.js';
import { signInProblem } from './sign-in.js';

/** The way in: one button for each provider, saying for whom it is. */
@Component({
  selector: 'app-sign-in-page',
  imports: [Brand, ErrorPanel, Icon, Skeleton],
  templateUrl: './sign-in.page.html',
  styleUrl: './doors.scss',
})
export class SignInPage {
  private readonly session = inject(Session);

  /** Where to come back to. */
  readonly retour = input<string>();
  /** The code of what went wrong at the provider. */
  readonly probleme = input<string>();

  protected readonly view = read(
    () => true,
    () => this.session.refresh({ touch: false }),
  );
  protected readonly message = computed(() => signInProblem(this.probleme()));
  protected readonly home = computed(() => safeReturn(this.retour()));

  protected address(provider: string): string {
    return signInAddress(provider, this.home());
  }
}
