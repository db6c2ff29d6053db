import { Component, inject, input, output, signal } from '@angular/core';
import type { FormView } from '#api-client';
import { Button, Icon, InstantPipe, OneAtATime } from '#kernel/web';
import { Review } from './review.js';

/** A form is locked: who, when, why, and the way to have it lifted (charter C12.5). */
@Component({
  selector: 'app-lock-notice',
  imports: [Button, Icon, InstantPipe],
  template: `
    @if (form().lock; as lock) {
      <div class="notice tone-grey">
        <app-icon name="lock" />
        <div class="stack-small">
          <p>
            <strong i18n>Fiche verrouillée</strong>&ngsp;<ng-container i18n
              >le {{ lock.at | instant }} par {{ lock.byName }}&nbsp;:</ng-container
            >&ngsp;{{ lock.reason }}
          </p>
          @if (lock.unlockRefused; as refused) {
            <p>
              <strong i18n>Déverrouillage refusé</strong>&ngsp;<ng-container i18n
                >le {{ refused.at | instant }} par {{ refused.byName }}&nbsp;:</ng-container
              >&ngsp;{{ refused.reason }}
            </p>
          }
          @if (lock.unlockAsked; as asked) {
            <p>
              <strong i18n>Déverrouillage demandé</strong>&ngsp;<ng-container i18n
                >le {{ asked.at | instant }} par {{ asked.byName }}&nbsp;:</ng-container
              >&ngsp;{{ asked.reason }}
            </p>
          }
          <div class="row">
            @if (form().abilities.includes('unlock')) {
              <button appButton type="button" [busy]="busy()" (click)="unlock()" i18n>Déverrouiller</button>
            }
            @if (form().abilities.includes('refuse-unlock')) {
              <button appButton type="button" [busy]="busy()" (click)="refuse()" i18n>Refuser de déverrouiller…</button>
            }
            @if (form().abilities.includes('ask-unlock')) {
              <button appButton type="button" [busy]="busy()" (click)="ask()" i18n>Demander le déverrouillage</button>
            }
          </div>
        </div>
      </div>
    }
  `,
  styles: '.row:empty { display: none; }',
})
export class LockNotice {
  private readonly review = inject(Review);

  readonly form = input.required<FormView>();
  readonly changed = output<void>();

  protected readonly busy = signal(false);

  protected unlock(): Promise<void> {
    return this.do(({ id }) => this.review.unlock(id));
  }

  protected refuse(): Promise<void> {
    return this.do((form) => this.review.refuseUnlock(form));
  }

  protected ask(): Promise<void> {
    return this.do(({ id }) => this.review.askUnlock(id));
  }

  @OneAtATime()
  private async do(act: (form: FormView) => Promise<FormView | undefined>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    if (await act(this.form())) this.changed.emit();
    this.busy.set(false);
  }
}
