import { Component, computed, input, output } from '@angular/core';
import { Icon } from '../parts/icon.js';
import type { ApiProblem } from './api-problem.js';

/** Says what went wrong and what to do, with the code small, for support. Gives "Réessayer" when trying again may help. */
@Component({
  selector: 'app-error-panel',
  imports: [Icon],
  template: `
    <div class="notice tone-red" role="alert">
      <app-icon name="alert" />
      <div class="stack-small">
        <p>
          <strong>{{ problem().title }}</strong>
          @if (problem().detail; as detail) {
            <br />{{ detail }}
          }
        </p>
        @if (problem().items.length) {
          <ul class="bullets">
            @for (item of problem().items; track $index) {
              <li>{{ item.message }}</li>
            }
          </ul>
        }
        @if (retriable()) {
          <p>
            <button type="button" class="button" (click)="retry.emit()">{{ again() }}</button>
          </p>
        }
        <p class="code" i18n>Code pour l’assistance&nbsp;: {{ reference() }}</p>
      </div>
    </div>
  `,
  styles: '.bullets { list-style: disc; padding-inline-start: 20px; }',
})
export class ErrorPanel {
  readonly problem = input.required<ApiProblem>();
  /** Set to false where nothing can be tried again. */
  readonly canRetry = input(true);

  readonly retry = output<void>();

  protected readonly retriable = computed(() => this.canRetry() && (this.problem().passing || this.problem().status === 412));
  protected readonly again = computed(() => (this.problem().status === 412 ? $localize`Relire la page` : $localize`Réessayer`));
  protected readonly reference = computed(() => {
    const { code, rule, requestId } = this.problem();
    return [code, rule, requestId?.slice(0, 8)].filter(Boolean).join(' · ');
  });
}
