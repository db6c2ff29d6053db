import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink, RouterLinkActive } from '@angular/router';
import { PageHeader } from '#kernel/web';
import { DashboardDesk } from './dashboard-desk.js';

/** The head of each page of the dashboard: the three ways to look, and of what. What is chosen stands in the address. */
@Component({
  selector: 'app-dashboard-head',
  imports: [PageHeader, RouterLink, RouterLinkActive],
  template: `
    <app-page-header i18n-heading heading="Tableau de bord"><ng-content /></app-page-header>
    <nav class="views" i18n-aria-label aria-label="Vues du tableau de bord">
      @for (view of views; track view.path) {
        <a
          [routerLink]="view.path"
          queryParamsHandling="merge"
          [queryParams]="{ etat: null, travail: null }"
          routerLinkActive="here"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="{ exact: false, paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' }"
          >{{ view.label }}</a
        >
      }
    </nav>
    <div class="row choices">
      @if (desk.authorisations().length > 1) {
        <label class="visually-hidden" for="authorisation" i18n>Autorisation</label>
        <select class="select" id="authorisation" (change)="choose('autorisation', $event)">
          @if (!single()) {
            <option value="" [selected]="!authorisationId()" i18n>Toutes les autorisations</option>
          }
          @for (one of desk.authorisations(); track one.id) {
            <option [value]="one.id" [selected]="one.id === authorisationId()">{{ one.label }}</option>
          }
        </select>
      }
      @if (desk.centres().length > 1) {
        <label class="visually-hidden" for="centre" i18n>Centre</label>
        <select class="select" id="centre" (change)="choose('centre', $event)">
          <option value="" [selected]="!desk.scope().centreId" i18n>Tous les centres</option>
          @for (one of desk.centres(); track one.id) {
            <option [value]="one.id" [selected]="one.id === desk.scope().centreId">{{ one.label }}</option>
          }
        </select>
      }
      <ng-content select="[filters]" />
    </div>
  `,
  styles: `
    .views {
      display: flex;
      gap: 4px;
      margin-bottom: 16px;
      border-bottom: 1px solid var(--line);
      overflow-x: auto;
    }
    .views a {
      min-height: var(--control);
      padding: 7px 12px;
      border-bottom: 2px solid transparent;
      color: var(--ink-soft);
      text-decoration: none;
      white-space: nowrap;
    }
    .views a:hover {
      color: var(--ink);
    }
    .views a:focus-visible {
      outline-offset: -2px;
    }
    .views .here {
      border-bottom-color: var(--blue);
      color: var(--blue-strong);
      font-weight: var(--weight-strong);
    }
    .choices {
      margin-bottom: 12px;
    }
    .choices:empty {
      display: none;
    }
    .select {
      flex: 0 1 280px;
      width: auto;
      min-width: 0;
    }
    @media (max-width: 640px) {
      .select {
        flex: 1 1 100%;
      }
    }
  `,
})
export class DashboardHead {
  protected readonly desk = inject(DashboardDesk);
  private readonly router = inject(Router);

  /** Whether the page is always of one authorisation. */
  readonly single = input(false);

  protected readonly authorisationId = computed(() => (this.single() ? this.desk.authorisationId() : this.desk.scope().authorisationId));
  protected readonly views = [
    { path: '/tableau-de-bord', label: $localize`Vue d’ensemble` },
    { path: '/tableau-de-bord/fiches', label: $localize`Patients et fiches` },
    { path: '/tableau-de-bord/manquants', label: $localize`Données manquantes` },
  ];

  protected choose(name: 'autorisation' | 'centre', event: Event): void {
    const chosen = (event.target as HTMLSelectElement).value || null;
    void this.router.navigate([], { queryParams: { [name]: chosen }, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
