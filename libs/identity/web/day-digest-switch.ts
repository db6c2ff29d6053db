import { Component, inject, signal } from '@angular/core';
import { Api, chooseDayDigest, getDayDigest } from '#api-client';
import { Announcer, OneAtATime, read, toApiProblem } from '#kernel/web';

/** Whether this person is told each day by e-mail what waits for them. */
@Component({
  selector: 'app-day-digest-switch',
  template: `
    @if (choice.value(); as at) {
      <h2 i18n>Message du jour</h2>
      <label class="choice">
        <input type="checkbox" [checked]="at.wanted" [disabled]="busy()" (change)="choose($event)" />
        <span i18n>Recevoir chaque matin, par e-mail, le nombre de queries, de fiches en retard et de verrous qui me concernent</span>
      </label>
      <p class="soft small" i18n>
        Un seul message par jour et par centre, quand quelque chose vous attend, sans aucune donnée de patient. Les demandes d’accès et les
        signatures vous sont toujours annoncées à part.
      </p>
    }
  `,
})
export class DayDigestSwitch {
  private readonly api = inject(Api);
  private readonly announcer = inject(Announcer);

  protected readonly choice = read(
    () => true,
    () => this.api.invoke(getDayDigest),
  );
  protected readonly busy = signal(false);

  @OneAtATime()
  protected async choose(event: Event): Promise<void> {
    const box = event.target as HTMLInputElement;
    const wanted = box.checked;
    this.busy.set(true);
    try {
      this.choice.set(await this.api.invoke(chooseDayDigest, { body: { wanted } }));
      this.announcer.say(wanted ? $localize`Vous recevrez le message du jour.` : $localize`Vous ne recevrez plus le message du jour.`);
    } catch (thrown) {
      box.checked = !wanted;
      this.announcer.say(toApiProblem(thrown).title, 'red');
    } finally {
      this.busy.set(false);
    }
  }
}
