import { Component, computed, inject, input, signal } from '@angular/core';
import { Api, askFactorAddition, askFactorRemoval, getSecondFactor, renameFactor, type FactorView } from '#api-client';
import { LIMITS } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Button,
  Dialogs,
  ErrorPanel,
  Field,
  Icon,
  InstantPipe,
  LengthNote,
  OneAtATime,
  read,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { FactorSetup } from './factor-setup.js';
import { signInProblem } from './sign-in.js';

/** One's second factors: seen, named, added, removed. */
@Component({
  selector: 'app-own-factors',
  imports: [Button, ErrorPanel, FactorSetup, Field, Icon, InstantPipe, LengthNote, Unread],
  templateUrl: './own-factors.html',
  styles:
    '.gap { display: block; margin: 16px 0; } td .small, th .small { display: block; font-weight: var(--weight-normal); } h2 { margin-top: 32px; } .row { flex-wrap: wrap; } .adding { max-width: 520px; margin-top: 16px; }',
})
export class OwnFactors {
  private readonly api = inject(Api);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  /** What came of a fresh proof: one may add, it is removed, or the code of what prevented it. */
  readonly proved = input<string>();
  readonly refused = input<string>();

  protected readonly view = read(
    () => true,
    () => this.api.invoke(getSecondFactor),
  );
  /** Opened or closed by hand; otherwise open for who comes back from the fresh proof. */
  private readonly opened = signal<boolean | undefined>(undefined);
  protected readonly adding = computed(() => this.opened() ?? (this.proved() === 'ajout' && (this.view.value()?.mayEnrol ?? false)));
  /** The one that is being named. */
  protected readonly naming = signal<string | undefined>(undefined);
  protected readonly label = signal('');
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly most = LIMITS.factorLabel.max;
  protected readonly kinds = { passkey: $localize`Clé d’accès (passkey)`, app: $localize`Application d’authentification` } as const;
  protected readonly signInProblem = signInProblem;

  protected added(): void {
    this.opened.set(false);
    this.announcer.say($localize`Second facteur enregistré.`);
    this.view.reload();
  }

  protected close(): void {
    this.opened.set(false);
  }

  /** Anyone who is at an open session may not be its person: they prove again who they are first. */
  @OneAtATime()
  protected async add(): Promise<void> {
    if (this.view.value()?.mayEnrol) return this.opened.set(true);
    await this.try(async () => location.assign((await this.api.invoke(askFactorAddition)).redirectTo));
  }

  protected begin({ id, label }: FactorView): void {
    this.problem.set(undefined);
    this.label.set(label);
    this.naming.set(id);
  }

  protected type(event: Event): void {
    this.label.set((event.target as HTMLInputElement).value);
  }

  @OneAtATime()
  protected async rename(event: Event, { id }: FactorView): Promise<void> {
    event.preventDefault();
    await this.try(async () => {
      await this.api.invoke(renameFactor, { id, body: { label: this.label().trim() } });
      this.naming.set(undefined);
      this.announcer.say($localize`Nom enregistré.`);
      this.view.reload();
    });
  }

  @OneAtATime()
  protected async remove({ id, label }: FactorView): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: $localize`Retirer «\u00a0${label}\u00a0»`,
      consequence: $localize`Votre mot de passe et un second facteur vous seront demandés, puis celui-ci ne servira plus.`,
      act: $localize`Retirer`,
      danger: true,
    });
    if (!confirmed) return;
    await this.try(async () => location.assign((await this.api.invoke(askFactorRemoval, { id })).redirectTo));
  }

  private async try(act: () => Promise<void>): Promise<void> {
    this.problem.set(undefined);
    try {
      await act();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }
}
