import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api, askPasskey, getSecondFactor, giveCode, givePasskey as sendPasskey, type FactorGiven } from '#api-client';
import {
  type ApiProblem,
  Button,
  ErrorPanel,
  Field,
  Icon,
  OneAtATime,
  outside,
  read,
  safeReturn,
  Session,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { Brand } from './brand.js';
import { FactorSetup } from './factor-setup.js';
import { givePasskey } from './passkey.js';

/** What stands before every other page: the second factor is given, or made (charter C3.1). */
@Component({
  selector: 'app-second-factor-page',
  imports: [Brand, Button, ErrorPanel, FactorSetup, Field, Icon, Unread],
  templateUrl: './second-factor.page.html',
  styleUrl: './doors.scss',
  styles: '.digits { max-width: 160px; font-size: var(--text-title); letter-spacing: 0.2em; }',
})
export class SecondFactorPage {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  /** Where to go then. */
  readonly retour = input<string>();

  protected readonly view = read(
    () => true,
    () => this.ask(),
  );
  protected readonly gives = computed(() => this.view.value()?.due === 'to-give' || this.view.value()?.awaited !== undefined);
  protected readonly demonstration = computed(() => this.session.view()?.demonstration ?? false);
  protected readonly name = computed(() => this.session.person()?.name ?? '');
  protected readonly code = signal('');
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly undone = signal<string | undefined>(undefined);

  @OneAtATime()
  protected async passkey(): Promise<void> {
    await this.try(async () => {
      const { options } = await this.api.invoke(askPasskey, undefined, outside());
      const given = await givePasskey(options);
      if (typeof given === 'string') this.undone.set(given);
      else await this.goOn(await this.api.invoke(sendPasskey, { body: { credential: given } }, outside()));
    });
  }

  @OneAtATime()
  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    await this.try(async () => this.goOn(await this.api.invoke(giveCode, { body: { code: this.code().replace(/\s/g, '') } }, outside())));
  }

  protected type(event: Event): void {
    this.code.set((event.target as HTMLInputElement).value);
  }

  /** What waited is done; or the sign-in is, and the session goes on under another token. */
  @OneAtATime()
  protected async goOn({ redirectTo }: FactorGiven = {}): Promise<void> {
    if (redirectTo) return location.assign(redirectTo);
    await this.session.refresh();
    await this.router.navigateByUrl(safeReturn(this.retour()), { replaceUrl: true });
  }

  @OneAtATime()
  protected async signOut(): Promise<void> {
    await this.try(async () => location.assign(await this.session.signOut()));
  }

  /** Who has nothing to give or make is where they wanted to go. */
  private async ask() {
    const { state } = await this.session.refresh({ touch: false });
    if (state === 'signed-out') {
      await this.router.navigate(['/connexion'], { queryParams: { retour: safeReturn(this.retour()) }, replaceUrl: true });
    }
    const view = await this.api.invoke(getSecondFactor, undefined, outside());
    if (!view.due && !view.awaited) await this.router.navigateByUrl(safeReturn(this.retour()), { replaceUrl: true });
    return view;
  }

  private async try(act: () => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    this.undone.set(undefined);
    try {
      await act();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }
}
