import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuthorisationView, RelaysView } from '#api-client';
import { COHORT_STATE_WORDS } from '#continuity/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  DayPipe,
  Dialogs,
  ErrorPanel,
  Field,
  OneAtATime,
  read,
  toApiProblem,
} from '#kernel/web';
import { ContinuityApi } from './continuity.api.js';

/** How often one looks how far a cohort is. */
const LOOK_AGAIN_MS = 2000;

/** On the page of an authorisation: what takes over from it, from which it takes over, and what the manager does about it (charter C8.1). */
@Component({
  selector: 'app-relays-panel',
  imports: [Badge, Button, DayPipe, ErrorPanel, Field, RouterLink],
  templateUrl: './relays-panel.html',
  styles: 'progress { width: 100%; max-width: 420px; } .select { max-width: 420px; }',
})
export class RelaysPanel {
  private readonly api = inject(ContinuityApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  /** Given by the slot, which may set it after the first reading. */
  readonly authorisation = input<AuthorisationView>();

  protected readonly relays = read(
    () => this.authorisation()?.id,
    (id, context) => this.api.relays(id, context),
  );
  protected readonly laterId = linkedSignal({ source: () => this.authorisation()?.id, computation: () => '' });
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly busy = signal(false);
  protected readonly states = COHORT_STATE_WORDS;

  /** Of most authorisations there is nothing to say. */
  protected readonly isShown = computed(() => {
    const all = this.relays.value();
    return all !== undefined && (all.later !== undefined || all.former.length > 0 || all.abilities.includes('link'));
  });
  private readonly isRunning = computed(() => this.relays.value()?.later?.cohort?.state === 'running');

  constructor() {
    effect((onCleanup) => {
      if (!this.isRunning()) return;
      const timer = setInterval(() => untracked(() => this.relays.readAgain()), LOOK_AGAIN_MS);
      onCleanup(() => clearInterval(timer));
    });
  }

  protected chosen({ target }: Event): void {
    this.laterId.set((target as HTMLSelectElement).value);
  }

  @OneAtATime()
  protected async link(all: RelaysView): Promise<void> {
    const [id, later] = [this.authorisation()?.id, all.candidates.find((each) => each.id === this.laterId())];
    if (!id || !later) return;
    const confirmed = await this.dialogs.confirm({
      title: $localize`Enregistrer le relais`,
      consequence: $localize`${later.code} prend le relais de cet accès compassionnel. Les centres peuvent y reprendre leurs patients, un par un\u00a0; rien ne s’ouvre de soi-même.`,
      act: $localize`Enregistrer le relais`,
    });
    if (confirmed) await this.done(() => this.api.link(id, later.id), $localize`Relais enregistré.`);
  }

  @OneAtATime()
  protected async unlink(): Promise<void> {
    const id = this.authorisation()?.id;
    const confirmed =
      id &&
      (await this.dialogs.confirm({
        title: $localize`Retirer le relais`,
        consequence: $localize`Les centres ne peuvent plus reprendre leurs patients sous l’accès précoce. Aucune demande n’a encore été ouverte ainsi.`,
        act: $localize`Retirer le relais`,
        danger: true,
        reason: { label: $localize`Motif`, hint: $localize`Il est écrit au journal de l’autorisation.`, max: 500 },
      }));
    if (id && confirmed) await this.done(() => this.api.unlink(id, confirmed.reason), $localize`Relais retiré.`);
  }

  @OneAtATime()
  protected async openCohort(code: string, waiting: number): Promise<void> {
    const id = this.authorisation()?.id;
    const confirmed =
      id &&
      (await this.dialogs.confirm({
        title: $localize`Ouvrir les demandes de la cohorte`,
        consequence: $localize`Une demande s’ouvre sous ${code} pour chaque patient encore suivi (${waiting} au plus), au nom de son prescripteur, avec les valeurs à confirmer. Personne n’est inclus par là\u00a0: chaque FAT reste à confirmer et à signer.`,
        act: $localize`Ouvrir les demandes`,
      }));
    if (id && confirmed) await this.done(() => this.api.openCohort(id), $localize`Les demandes s’ouvrent.`);
  }

  private async done(act: () => Promise<RelaysView>, said: string): Promise<void> {
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      this.relays.set(await act());
      this.announcer.say(said);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
