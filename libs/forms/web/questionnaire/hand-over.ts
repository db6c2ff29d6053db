import { Component, inject, signal } from '@angular/core';
import { Announcer, Button, Dialogs, Icon, OneAtATime, tellTabs, toApiProblem } from '#kernel/web';
import { FormDesk } from '../sheet/desk.js';
import { Presence } from '../sheet/presence.js';
import { FormsWire } from '../wire.js';

/** Gives the device to the patient, for the parts of a form that are theirs (charter C5.9). */
@Component({
  selector: 'app-hand-over',
  imports: [Button, Icon],
  template: `
    <button appButton type="button" [busy]="busy()" (click)="begin()">
      <app-icon name="person" /><span i18n>Confier l’appareil au patient</span>
    </button>
  `,
  // As what stands around it in its section.
  styles: ':host { display: block; padding: 0 16px 8px; }',
})
export class HandOver {
  private readonly desk = inject(FormDesk);
  private readonly wire = inject(FormsWire);
  private readonly presence = inject(Presence);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  protected readonly busy = signal(false);

  @OneAtATime()
  protected async begin(): Promise<void> {
    const form = this.desk.form();
    if (!form || this.busy()) return;
    const sure = await this.dialogs.confirm({
      title: $localize`Confier l’appareil au patient\u202f?`,
      consequence: $localize`Seul le questionnaire restera à l’écran, et rien d’autre ne pourra être ouvert. Vous vous authentifierez de nouveau pour reprendre la main.`,
      act: $localize`Confier l’appareil`,
    });
    if (!sure) return;
    this.busy.set(true);
    try {
      if (!(await this.desk.settle())) return;
      this.presence.setQuiet(true);
      await this.wire.handOver(form, this.desk.saving.known().stateVersion);
      tellTabs('handed-over');
      this.wire.giveWayTo('/questionnaire');
    } catch (thrown) {
      this.presence.setQuiet(false);
      const { title, detail } = toApiProblem(thrown);
      this.announcer.say([title, detail].filter(Boolean).join(' '), 'red');
    } finally {
      this.busy.set(false);
    }
  }
}
