import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { READ_GRANT_WORDS } from '#access-rights/domain';
import { AuthorisationsApi } from '#authorisations/web';
import { capitalised, own } from '#kernel/domain';
import { Announcer, Button, DayPipe, EmptyState, Live, PageHeader, read, Refused, Session, Unread } from '#kernel/web';
import type { ReadGrantView } from '#api-client';
import { DispensingApi } from './dispensing.api.js';
import { DispensingChannels } from './dispensing-channels.js';
import { NumberCheck } from './number-check.js';
import { ReadingState } from './reading-state.js';

type State = ReadGrantView['state'];

const STATES = Object.keys(READ_GRANT_WORDS) as State[];

/**
 * For a pharmacist who dispenses to patients who are followed elsewhere: whether a number is valid, where adverse effects are declared, what they asked to read; and for the
 * teams that follow patients, what they were asked for (charter chapter 9).
 */
@Component({
  selector: 'app-dispensing-page',
  imports: [Button, DayPipe, DispensingChannels, EmptyState, NumberCheck, PageHeader, ReadingState, Refused, RouterLink, Unread],
  templateUrl: './dispensing.page.html',
  styleUrl: './dispensing.page.scss',
})
export class DispensingPage {
  private readonly api = inject(DispensingApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);

  /** The authorisation that is dispensed, when one comes from a file. */
  readonly autorisation = input<string>();
  /** The state of the readings that are listed; all of them without one. */
  readonly etat = input<string>();

  protected readonly state = computed(() => {
    const asked = this.etat();
    return asked !== undefined && own(READ_GRANT_WORDS, asked) ? (asked as State) : undefined;
  });
  protected readonly list = read(
    () => ({ state: this.state() }),
    ({ state }, context) => this.api.readings(state, context),
  );
  /** A pharmacist who dispenses elsewhere is told what they may do; anyone else, what comes to them. */
  protected readonly lead = computed(() =>
    this.list.value()?.canAsk === false
      ? $localize`Un pharmacien qui dispense à un patient suivi dans un autre centre peut demander à lire son dossier. Un prescripteur du centre qui suit le patient accorde la lecture ou la refuse, sur le dossier.`
      : $localize`Pour un traitement que vous dispensez à un patient suivi dans un autre centre\u00a0: vous n’avez rien à saisir, et ne voyez rien de lui sans l’accord de l’équipe qui le suit.`,
  );
  protected readonly authorisations = read(
    () => this.list.value()?.canAsk || undefined,
    () => this.authorisationsApi.list(),
  );
  protected readonly chosen = linkedSignal(() => this.autorisation() ?? '');
  protected readonly states = STATES.map((state) => ({ state, label: capitalised(READ_GRANT_WORDS[state]) }));

  constructor() {
    inject(Live).changes(
      ({ action }) => action.startsWith('reading.'),
      () => this.list.readAgain(),
    );
  }

  protected isMine({ asker }: ReadGrantView): boolean {
    return asker.id === this.session.person()?.id;
  }

  protected choose(event: Event): void {
    const etat = (event.target as HTMLSelectElement).value || null;
    void this.router.navigate([], { queryParams: { etat }, queryParamsHandling: 'merge' });
  }

  protected asked(): void {
    this.announcer.say($localize`Demande envoyée au centre qui suit le patient.`);
    this.list.reload();
  }
}
