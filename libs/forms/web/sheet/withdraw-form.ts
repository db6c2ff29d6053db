import { Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Announcer, Button, Dialogs, Icon, OneAtATime, toApiProblem } from '#kernel/web';
import { FormDesk } from './desk.js';
import { Presence } from './presence.js';
import { FormsWire } from '../wire.js';

/** The way back from a form opened by mistake: there as long as nothing was typed in it, and no longer. */
@Component({
  selector: 'app-withdraw-form',
  imports: [Button, Icon],
  template: `
    @if (isOffered()) {
      <button appButton="quiet" type="button" [busy]="busy()" (click)="withdraw()">
        <app-icon name="cancel" /><span i18n>Retirer cette fiche ouverte par erreur</span>
      </button>
    }
  `,
  styles: ':host { display: contents; }',
})
export class WithdrawForm {
  private readonly desk = inject(FormDesk);
  private readonly announcer = inject(Announcer);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);
  private readonly presence = inject(Presence);
  private readonly wire = inject(FormsWire);

  protected readonly busy = signal(false);

  /** What is typed counts from its first stroke, before any of it is saved. */
  protected readonly isOffered = computed(() => {
    const [form, { saving }] = [this.desk.form(), this.desk];
    const isUntouched = saving.unsaved() === 0 && saving.known().contentVersion === form?.contentVersion;
    return isUntouched && form?.abilities.includes('withdraw') === true;
  });

  @OneAtATime()
  protected async withdraw(): Promise<void> {
    const sure = await this.dialogs.confirm({
      title: $localize`Retirer cette fiche\u202f?`,
      consequence: $localize`Rien n’y a été saisi\u00a0: elle quitte le calendrier et les listes de chacun. L’historique du dossier garde qu’elle a été ouverte, puis retirée. Vous pourrez l’ouvrir de nouveau.`,
      act: $localize`Retirer la fiche`,
    });
    const form = this.desk.form();
    if (!sure || !form || !this.isOffered() || this.busy()) return;
    this.busy.set(true);
    this.presence.setQuiet(true);
    try {
      await this.wire.withdraw(form, this.desk.saving.known().stateVersion);
      await this.router.navigate(['/dossiers', form.enrolmentId]);
      this.announcer.say($localize`La fiche a été retirée.`);
    } catch (thrown) {
      const { title, detail } = toApiProblem(thrown);
      this.announcer.say([title, detail].filter(Boolean).join(' '), 'red');
      // Someone typed in it meanwhile, or took it back: what stands now is shown.
      this.presence.setQuiet(false);
      await this.desk.readAgain();
    } finally {
      this.busy.set(false);
    }
  }
}
