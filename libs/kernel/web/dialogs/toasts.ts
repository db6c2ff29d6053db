import { Component, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { Icon } from '../parts/icon.js';
import { Announcer } from './announcer.js';

/** The place at the bottom where the announcer shows what has just happened. Once, in the shell. */
@Component({
  selector: 'app-toasts',
  imports: [Icon],
  // A landmark: who goes through a page by its landmarks finds what was said there too.
  host: { role: 'region', 'aria-label': $localize`Messages` },
  template: `
    @for (said of announcer.shown(); track said.id) {
      <div class="toast" [class]="'tone-' + said.tone">
        <app-icon [name]="said.tone === 'red' || said.tone === 'amber' ? 'alert' : said.tone === 'green' ? 'done' : 'info'" />
        <span>{{ said.text }}</span>
        <button type="button" class="button button-quiet" (click)="announcer.dismiss(said.id)" i18n>Fermer</button>
      </div>
    }
  `,
  styles: `
    :host {
      position: fixed;
      inset: auto 0 calc(var(--bar) + var(--acts, 0px) + 16px) 0;
      z-index: 900;
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      padding: 0 16px;
      pointer-events: none;
    }
    .toast {
      display: flex;
      align-items: center;
      gap: 12px;
      max-width: 560px;
      padding: 6px 8px 6px 16px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--lift);
      pointer-events: auto;
    }
    .toast > app-icon {
      color: var(--tone);
    }
  `,
})
export class Toasts {
  protected readonly announcer = inject(Announcer);

  constructor() {
    const router = inject(Router);
    let here = pathOf(router.url);
    router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (!(event instanceof NavigationEnd) || pathOf(event.urlAfterRedirects) === here) return;
      here = pathOf(event.urlAfterRedirects);
      this.announcer.turnPage();
    });
  }
}

/** Filters of a list and the like are not another page. */
function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? '';
}
