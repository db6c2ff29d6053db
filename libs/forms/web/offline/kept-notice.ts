import { Component, computed, DestroyRef, effect, inject, untracked } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon, Session } from '#kernel/web';
import { Outbox } from './outbox.js';

const EVERY_MS = 30_000;

/** Says, on every page, that answers left on this device are not on the server; and sends them whenever that may succeed. */
@Component({
  selector: 'app-kept-notice',
  imports: [Icon, RouterLink, RouterLinkActive],
  template: `
    @if (words(); as text) {
      <p class="notice tone-amber" role="status">
        <app-icon name="offline" />
        <span> {{ text }} <a routerLink="/reponses-gardees" routerLinkActive ariaCurrentWhenActive="page" i18n>Voir ces réponses</a> </span>
      </p>
    }
  `,
  styles: `
    .notice {
      margin: 8px 16px;
    }
    /* The page of these answers says it itself. */
    .notice:has([aria-current]) {
      display: none;
    }
  `,
  host: { '(window:online)': 'outbox.look()' },
})
export class KeptNotice {
  private readonly session = inject(Session);
  protected readonly outbox = inject(Outbox);

  protected readonly words = computed(() => {
    const count = this.session.signedIn() && !this.session.locked() ? this.outbox.count() : 0;
    if (count === 0) return '';
    return count === 1
      ? $localize`1 réponse gardée sur ce poste n’est pas encore enregistrée.`
      : $localize`${count} réponses gardées sur ce poste ne sont pas encore enregistrées.`;
  });

  constructor() {
    effect(() => {
      if (this.session.signedIn() && !this.session.locked()) untracked(() => void this.outbox.look());
    });
    const clock = setInterval(() => this.outbox.left().length > 0 && void this.outbox.look(), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
  }
}
