import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from './icon.js';
import { Explained } from './term.js';

export interface Crumb {
  readonly label: string;
  readonly link: string | readonly unknown[];
}

/** The head of a page: one way up, its name, one line on what it is for, and (projected) its main acts. */
@Component({
  selector: 'app-page-header',
  imports: [RouterLink, Icon, Explained],
  template: `
    @if (up(); as crumb) {
      <nav i18n-aria-label aria-label="Niveau supérieur">
        <a class="up" [routerLink]="crumb.link"><app-icon name="back" />{{ crumb.label }}</a>
      </nav>
    }
    <div class="spread">
      <div [class.alone]="!lead()">
        <h1 tabindex="-1">{{ heading() }}</h1>
        @if (lead(); as text) {
          <p class="soft lead"><app-explained [text]="text" /></p>
        }
      </div>
      <div class="row"><ng-content /></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: 20px;
    }
    .up {
      display: inline-flex;
      align-items: center;
      gap: 2px;
      min-height: 28px;
      margin-inline-start: -4px;
      text-decoration: none;
    }
    .up:hover {
      text-decoration: underline;
    }
    .spread {
      align-items: flex-start;
    }
    .spread > :first-child {
      flex: 1 1 320px;
    }
    .spread > .alone {
      flex-basis: 130px;
    }
    .lead {
      margin-top: 4px;
      max-width: 76ch;
    }
    .row:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly lead = input<string>();
  /** At most two levels: the place this page belongs to. */
  readonly up = input<Crumb>();
}
