import { Component, computed, inject, signal } from '@angular/core';
import { OpenForm, Review } from '#forms/web';
import { Button, Icon, OneAtATime } from '#kernel/web';

/** Above a question on a locked form: anyone who is asked may answer and not correct; anyone who may lifts the lock from here. */
@Component({
  selector: 'app-locked-form',
  imports: [Button, Icon],
  template: `
    @if (lock(); as at) {
      <div class="notice tone-amber" role="note">
        <app-icon name="lock" />
        <div class="stack-small">
          <p i18n>
            Cette fiche est verrouillée par {{ at.byName }} («&nbsp;{{ at.reason }}&nbsp;»)&nbsp;: on pourra répondre à votre question, mais
            plus corriger tant que le verrou n’est pas levé.
          </p>
          @if (mayUnlock()) {
            <p><button appButton type="button" [busy]="busy()" (click)="unlock()" i18n>Lever le verrou…</button></p>
          }
        </div>
      </div>
    }
  `,
})
export class LockedForm {
  private readonly place = inject(OpenForm);
  private readonly review = inject(Review);

  protected readonly lock = computed(() => this.place.form()?.lock);
  protected readonly mayUnlock = computed(() => this.place.form()?.abilities?.includes('unlock') ?? false);
  protected readonly busy = signal(false);

  @OneAtATime()
  protected async unlock(): Promise<void> {
    const form = this.place.form();
    if (!form || this.busy()) return;
    this.busy.set(true);
    if (await this.review.unlock(form.id)) await this.place.readAgain();
    this.busy.set(false);
  }
}
