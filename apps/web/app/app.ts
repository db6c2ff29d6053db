import { Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, NavigationError, Router, RouterOutlet } from '@angular/router';
import { filter, map, takeWhile } from 'rxjs';
import { Toasts } from '#kernel/web';
import { LockScreen } from './lock-screen.js';

/** The root: the page, what is said about it, and the cover when the session is over. The window is never blank before the first page. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet, Toasts, LockScreen],
  template: `
    @switch (first()) {
      @case ('failed') {
        <p class="boot" role="alert">
          <ng-container i18n>Passerelle ne répond pas. Vérifiez la connexion au réseau.</ng-container>
          <a href="" i18n>Réessayer</a>
        </p>
      }
      @case (undefined) {
        <p class="boot" role="status" i18n>Passerelle s’ouvre…</p>
      }
    }
    <app-lock-screen><router-outlet /></app-lock-screen>
    <app-toasts />
  `,
})
export class App {
  /** What came of the way to the first page; undefined while the server says who is signed in, which may take long. */
  protected readonly first = toSignal(
    inject(Router).events.pipe(
      filter((event) => event instanceof NavigationEnd || event instanceof NavigationError),
      map((event) => (event instanceof NavigationEnd ? 'open' : 'failed')),
      takeWhile((outcome) => outcome === 'failed', true),
    ),
  );
}
