import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../parts/icon.js';
import type { ApiProblem } from './api-problem.js';

/** In the place of a whole page that this person may not read: says so as its heading, and leads out. */
@Component({
  selector: 'app-refused',
  imports: [RouterLink, Icon],
  template: `
    <app-icon name="lock" />
    <h1 tabindex="-1">{{ heading() }}</h1>
    @if (gone(); as words) {
      <p class="gone">{{ words }}</p>
    } @else {
      <p class="soft" i18n>Ce que chaque rôle voit et fait est écrit dans les droits d’accès.</p>
    }
    <p class="row">
      <a class="button button-primary" routerLink="/" i18n>Revenir à l’accueil</a>
      <a class="button" routerLink="/droits" i18n>Droits d’accès</a>
    </p>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      padding: 40px 16px;
      text-align: center;
    }
    .gone {
      max-width: 60ch;
    }
    .row {
      justify-content: center;
      margin-top: 8px;
    }
  `,
})
export class Refused {
  readonly problem = input.required<ApiProblem>();

  /** What became of it, for anyone who could read it when it was there. */
  protected readonly gone = computed(() => (this.problem().status === 404 ? this.problem().detail : undefined));
  protected readonly heading = computed(() => {
    if (this.problem().status === 403) return $localize`Cette page n’est pas ouverte à votre rôle`;
    return this.gone() ? $localize`Cette page n’existe plus` : $localize`Cette page n’existe pas, ou vous n’y avez pas accès`;
  });
}
