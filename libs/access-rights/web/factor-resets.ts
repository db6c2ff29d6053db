import { Component, inject, signal } from '@angular/core';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  Dialogs,
  ErrorPanel,
  Field,
  type IconName,
  InstantPipe,
  OneAtATime,
  read,
  type Tone,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { FACTOR_RESET_WORDS } from '#access-rights/domain';
import { capitalised, LIMITS } from '#kernel/domain';
import type { FactorHolderList, FactorHolderView, FactorResetView } from '#api-client';
import { AccessApi } from './access.api.js';

type Outcome = keyof typeof FACTOR_RESET_WORDS;

const OUTCOMES: Readonly<Record<Outcome, { readonly tone: Tone; readonly icon: IconName }>> = {
  proposed: { tone: 'amber', icon: 'clock' },
  confirmed: { tone: 'green', icon: 'done' },
  declined: { tone: 'grey', icon: 'cancel' },
  retracted: { tone: 'grey', icon: 'cancel' },
  lapsed: { tone: 'grey', icon: 'cancel' },
};

const REASON = { label: $localize`Motif`, max: LIMITS.shortReason.max };

/** Second factors that their owner lost: one manager proposes that they be forgotten, another confirms (charter C3.1). */
@Component({
  selector: 'app-factor-resets',
  imports: [Badge, Button, ErrorPanel, Field, InstantPipe, Unread],
  templateUrl: './factor-resets.html',
  styles:
    '.gap { display: block; margin: 16px 0; } .small { display: block; font-weight: var(--weight-normal); } h2 { margin-top: 32px; } .find { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin: 16px 0; } .acts { justify-content: flex-end; flex-wrap: wrap; }',
})
export class FactorResets {
  private readonly api = inject(AccessApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  protected readonly list = read(
    () => true,
    () => this.api.factorResets(),
  );
  protected readonly search = signal('');
  protected readonly found = signal<FactorHolderList | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly outcomes = OUTCOMES;
  protected readonly outcomeInWords = (outcome: Outcome) => capitalised(FACTOR_RESET_WORDS[outcome]);

  protected type(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value);
  }

  @OneAtATime()
  protected async find(event: Event): Promise<void> {
    event.preventDefault();
    await this.try(async () => this.found.set(await this.api.factorHolders(this.search().trim())));
  }

  @OneAtATime()
  protected async propose({ id, name }: FactorHolderView): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: $localize`Réinitialiser le second facteur`,
      consequence: $localize`Dès qu’un autre gestionnaire aura confirmé, les seconds facteurs de ${name} seront oubliés et ses sessions fermées. Assurez-vous d’abord, de vive voix, que c’est bien cette personne qui le demande.`,
      act: $localize`Proposer la réinitialisation`,
      danger: true,
      reason: { ...REASON, hint: $localize`Comment vous avez vérifié qui le demande. Sans donnée de patient.` },
    });
    if (!confirmed) return;
    await this.try(async () => {
      await this.api.proposeFactorReset(id, confirmed.reason);
      this.found.set(undefined);
      this.search.set('');
      this.announcer.say($localize`Réinitialisation proposée pour ${name}\u00a0: un autre gestionnaire doit la confirmer.`);
      this.list.reload();
    });
  }

  @OneAtATime()
  protected async confirm(reset: FactorResetView): Promise<void> {
    const { name } = reset.person;
    const confirmed = await this.dialogs.confirm({
      title: $localize`Confirmer la réinitialisation`,
      consequence: $localize`Les seconds facteurs de ${name} seront oubliés et ses sessions fermées à l’instant. Cette personne en enregistrera un nouveau à sa prochaine connexion, et en est prévenue par e-mail.`,
      act: $localize`Réinitialiser`,
      danger: true,
    });
    if (!confirmed) return;
    await this.try(async () => {
      await this.api.confirmFactorReset(reset);
      this.announcer.say($localize`Second facteur de ${name} réinitialisé.`);
      this.list.reload();
    });
  }

  @OneAtATime()
  protected async end(reset: FactorResetView, act: 'decline' | 'retract'): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: act === 'decline' ? $localize`Décliner la réinitialisation` : $localize`Reprendre votre proposition`,
      consequence: $localize`Rien ne change pour ${reset.person.name}. Le motif reste écrit ici.`,
      act: act === 'decline' ? $localize`Décliner` : $localize`Reprendre`,
      reason: REASON,
    });
    if (!confirmed) return;
    await this.try(async () => {
      await this.api.endFactorReset(reset, act, confirmed.reason);
      this.list.reload();
    });
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
