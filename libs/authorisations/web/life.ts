import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { AuthorisationView, DecisionView, LifeView } from '#api-client';
import { AUTHORITY_WORDS, COVERAGE_WORDS, DEADLINE_WORDS, DECISION_WORDS, STATUS_WORDS } from '#authorisations/domain';
import { capitalised } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  DayPipe,
  dayInWords,
  Dialogs,
  ErrorPanel,
  OneAtATime,
  read,
  toApiProblem,
  todayInParis,
  Unread,
} from '#kernel/web';
import { AuthorisationsApi } from './authorisations.api.js';
import { DecisionForm } from './decision-form.js';

/** The two lives of an authorisation and what is due (charter R3, R4); for the manager, recording a decision and cancelling one. */
@Component({
  selector: 'app-life',
  imports: [Badge, Button, DayPipe, DecisionForm, ErrorPanel, Unread],
  templateUrl: './life.html',
  styleUrl: './life.scss',
})
export class Life {
  private readonly api = inject(AuthorisationsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  readonly authorisation = input.required<AuthorisationView>();
  /** A decision was recorded or cancelled: the authorisation itself may have changed. */
  readonly changed = output<void>();

  protected readonly life = read(
    () => ({ id: this.authorisation().id, version: this.authorisation().stateVersion }),
    ({ id }) => this.api.life(id),
  );
  protected readonly recording = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly today = todayInParis();

  protected readonly mayChange = computed(() => this.life.value()?.abilities.includes('change-status') ?? false);
  protected readonly lives = computed(() => {
    const life = this.life.value();
    return (
      life && {
        authorisation: $localize`L’autorisation elle-même est ${STATUS_WORDS[life.authorisation].label}.`,
        coverage: $localize`Prise en charge ${COVERAGE_WORDS[life.coverage].label}.`,
        meaning: COVERAGE_WORDS[life.coverage].meaning,
      }
    );
  });
  protected readonly deadlines = computed(() =>
    (this.life.value()?.deadlines ?? []).map((one) => ({
      ...one,
      ...DEADLINE_WORDS[one.code],
      label: capitalised(DEADLINE_WORDS[one.code].label),
      state: one.doneOn ? ('done' as const) : one.day < this.today ? ('late' as const) : ('due' as const),
    })),
  );
  protected readonly decisions = computed(() =>
    (this.life.value()?.decisions ?? []).map((one) => ({
      ...one,
      label: capitalised(DECISION_WORDS[one.kind].label),
      authorityName: capitalised(AUTHORITY_WORDS[one.authority]),
      mayCancel: this.mayChange() && !one.cancelledAt && one.kind !== 'granted',
    })),
  );

  protected recorded(life: LifeView): void {
    this.recording.set(false);
    this.settle(life);
    this.announcer.say($localize`Décision enregistrée.`);
  }

  @OneAtATime()
  protected async cancel(one: DecisionView): Promise<void> {
    const life = this.life.value();
    if (!life) return;
    const name = DECISION_WORDS[one.kind].label;
    const confirmed = await this.dialogs.confirm({
      title: $localize`Annuler cette décision`,
      consequence: $localize`La décision «\u00a0${name}\u00a0», à compter du ${dayInWords(one.day)}, ne vaudra plus\u00a0: ce qu’elle changeait est repris. Elle reste lisible, avec votre motif.`,
      act: $localize`Annuler la décision`,
      danger: true,
      reason: { label: $localize`Motif`, hint: $localize`Il est écrit au journal de l’autorisation.`, max: 500 },
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      this.settle(
        await this.api.cancelDecision(this.authorisation().id, life.stateVersion, { decisionId: one.id, reason: confirmed.reason }),
      );
      this.announcer.say($localize`Décision annulée.`);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  protected again(): void {
    this.problem.set(undefined);
    this.life.reload();
  }

  private settle(life: LifeView): void {
    this.life.set(life);
    this.changed.emit();
  }
}
