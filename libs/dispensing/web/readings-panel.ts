import { Component, computed, inject, input, signal } from '@angular/core';
import type { EnrolmentView, ReadGrantView } from '#api-client';
import { type ApiProblem, Announcer, Button, DayPipe, Dialogs, ErrorPanel, Live, OneAtATime, read, toApiProblem } from '#kernel/web';
import { DispensingApi } from './dispensing.api.js';
import { GrantForm } from './grant-form.js';
import { ReadingState } from './reading-state.js';

/** On the file of a patient, for the team that follows them: who reads it from a centre that only dispenses, and who asks to (charter C9.2). */
@Component({
  selector: 'app-readings-panel',
  imports: [Button, DayPipe, ErrorPanel, GrantForm, ReadingState],
  templateUrl: './readings-panel.html',
  styleUrl: './readings-panel.scss',
})
export class ReadingsPanel {
  private readonly api = inject(DispensingApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  /** Given by the slot, which may set it after the first reading. */
  readonly enrolment = input<EnrolmentView>();

  /** Before the number nobody can ask. */
  protected readonly readings = read(
    () => (this.enrolment()?.state === 'granted' ? this.enrolment()?.id : undefined),
    (id, context) => this.api.ofFile(id, context),
  );
  /** The person who reads by one sees why above the file, and has nothing to decide here. */
  private readonly shown = computed(() => (this.readings.value()?.mine ? [] : (this.readings.value()?.items ?? [])));
  protected readonly standing = computed(() => this.shown().filter(({ state }) => state === 'asked' || state === 'granted'));
  protected readonly past = computed(() => this.shown().filter(({ state }) => state !== 'asked' && state !== 'granted'));
  /** The demand that one is answering with a day. */
  protected readonly granting = signal<string | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolment()?.id,
      () => this.readings.readAgain(),
    );
  }

  protected granted({ asker }: ReadGrantView): void {
    this.granting.set(undefined);
    this.announcer.say($localize`${asker.name} peut maintenant lire ce dossier.`);
    this.readings.reload();
  }

  @OneAtATime()
  protected async refuse(one: ReadGrantView): Promise<void> {
    await this.close(
      {
        title: $localize`Refuser la lecture`,
        consequence: $localize`${one.asker.name} ne verra rien de ce dossier et lira votre motif. Une autre demande reste possible.`,
        act: $localize`Refuser la lecture`,
        reason: {
          label: $localize`Motif`,
          hint: $localize`Lu par ce pharmacien, et écrit au journal du dossier. N’y mettez rien de clinique.`,
        },
      },
      (reason) => this.api.refuse(one, reason),
      $localize`Lecture refusée.`,
    );
  }

  @OneAtATime()
  protected async withdraw(one: ReadGrantView): Promise<void> {
    this.problem.set(undefined);
    let loses: string[];
    try {
      ({ loses } = await this.api.previewWithdrawal(one));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      return;
    }
    await this.close(
      {
        title: $localize`Retirer la lecture`,
        consequence: $localize`${one.asker.name} ne verra plus rien de ce dossier, dès maintenant, même s’il est ouvert sur son écran.`,
        details: loses,
        act: $localize`Retirer la lecture`,
        danger: true,
        reason: {
          label: $localize`Motif`,
          hint: $localize`Lu par ce pharmacien, et écrit au journal du dossier. N’y mettez rien de clinique.`,
        },
      },
      (reason) => this.api.withdraw(one, reason),
      $localize`Lecture retirée.`,
    );
  }

  protected again(): void {
    this.problem.set(undefined);
    this.readings.reload();
  }

  private async close(
    question: Parameters<Dialogs['confirm']>[0],
    act: (reason: string) => Promise<ReadGrantView>,
    said: string,
  ): Promise<void> {
    const confirmed = await this.dialogs.confirm(question);
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      await act(confirmed.reason);
      this.announcer.say(said);
      this.readings.reload();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }
}
