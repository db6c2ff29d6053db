import { Component, computed, input, output } from '@angular/core';
import { Button, Icon } from '#kernel/web';

/** What became of an act on many: each refusal is told, beside what it is about. */
export interface Outcome {
  /** `12 queries closes.` */
  readonly done: string;
  readonly refused: readonly { readonly id: string; readonly about: string; readonly message: string }[];
}

/** What an act on many has done and what it has not; stays until it is put away. */
@Component({
  selector: 'app-bulk-outcome',
  imports: [Button, Icon],
  template: `
    <div class="notice" [class]="outcome().refused.length ? 'tone-amber' : 'tone-green'" role="status">
      <app-icon [name]="outcome().refused.length ? 'alert' : 'done'" />
      <div class="stack-small grow">
        <p>
          <strong>{{ outcome().done }}</strong>
          @if (refused(); as words) {
            <span>&ngsp;{{ words }}</span>
          }
        </p>
        @if (outcome().refused.length) {
          <ul>
            @for (one of outcome().refused; track one.id) {
              <li>
                <strong>{{ one.about }}</strong><ng-container i18n>&nbsp;: </ng-container>{{ one.message }}
              </li>
            }
          </ul>
        }
      </div>
      <button appButton="quiet" type="button" (click)="closed.emit()" i18n>Fermer</button>
    </div>
  `,
  styles: `
    .grow {
      flex: 1;
      min-width: 0;
    }
    ul {
      max-height: 240px;
      overflow-y: auto;
    }
    button {
      align-self: flex-start;
    }
  `,
})
export class BulkOutcome {
  readonly outcome = input.required<Outcome>();
  readonly closed = output<void>();

  protected readonly refused = computed(() => {
    const { length } = this.outcome().refused;
    if (length === 0) return '';
    return length === 1 ? $localize`1 refusée, et pourquoi\u00a0:` : $localize`${length} refusées, et pourquoi\u00a0:`;
  });
}
