import { Component, input, output } from '@angular/core';
import { Icon } from '#kernel/web';
import type { SectionView } from '../drawing/drawing.js';
import { missingInWords } from '../words.js';

/** The sections of the form, each with what is missing in it. */
@Component({
  selector: 'app-section-list',
  imports: [Icon],
  template: `
    <ol>
      @for (view of sections(); track view.section.code) {
        <li>
          <button type="button" [attr.aria-current]="here() === view.section.code ? 'true' : null" (click)="chosen.emit(view.section.code)">
            <span class="title">{{ view.section.title }}</span>
            @if (view.wrong) {
              <span class="state small tone-red"><app-icon name="alert" />{{ wrong(view.wrong) }}</span>
            } @else if (view.missing) {
              <span class="state small tone-amber"><app-icon name="pen" />{{ words(view.missing) }}</span>
            } @else if (view.total) {
              <span class="state small tone-green"><app-icon name="check" /><ng-container i18n>Complet</ng-container></span>
            }
          </button>
        </li>
      }
    </ol>
  `,
  styles: `
    button {
      display: flex;
      flex-direction: column;
      gap: 2px;
      width: 100%;
      min-height: var(--control);
      padding: 8px 12px;
      border: 0;
      border-inline-start: 3px solid transparent;
      background: none;
      color: var(--ink);
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    button:hover {
      background: var(--hover);
    }
    button[aria-current] {
      border-color: var(--blue);
      background: var(--blue-soft);
    }
    .title {
      font-weight: var(--weight-strong);
    }
    .state {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--tone);
    }
    .state app-icon {
      width: 14px;
      height: 14px;
    }
  `,
})
export class SectionList {
  readonly sections = input.required<readonly SectionView[]>();
  /** The section of the field at hand. */
  readonly here = input<string>();
  readonly chosen = output<string>();

  protected readonly words = missingInWords;

  protected wrong(count: number): string {
    return count === 1 ? $localize`1 à corriger` : $localize`${count} à corriger`;
  }
}
