import { Component, computed, input, output, signal } from '@angular/core';
import { Button, Icon } from '#kernel/web';

/** What became of an act on many: each line that was not done is told, beside what it is about. */
export interface Outcome {
  /** `12 queries closes.` */
  readonly done: string;
  readonly refused: readonly { readonly id: string; readonly about: string; readonly message: string }[];
  /** How many of them nobody refused. */
  readonly undone: number;
  /** Asks for these again, as they were asked. */
  readonly retry?: () => Promise<Outcome>;
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
        @if (outcome().retry) {
          <p class="row">
            <button appButton="primary" type="button" [busy]="busy()" (click)="again()" i18n>
              {outcome().undone, plural, =1 {Réessayer cette ligne} other {Réessayer ces {{ outcome().undone }} lignes}}
            </button>
            <span class="soft small" i18n>Ce qui a été fait ne sera pas fait deux fois.</span>
          </p>
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
    .notice > button {
      align-self: flex-start;
    }
  `,
})
export class BulkOutcome {
  readonly outcome = input.required<Outcome>();
  readonly closed = output<void>();
  /** What became of it once it was tried again. */
  readonly retried = output<Outcome>();

  protected readonly busy = signal(false);
  protected readonly refused = computed(() => {
    const { length } = this.outcome().refused;
    if (length === 0) return '';
    return length === 1 ? $localize`1 n’a pas abouti, et pourquoi\u00a0:` : $localize`${length} n’ont pas abouti, et pourquoi\u00a0:`;
  });

  protected async again(): Promise<void> {
    const { retry } = this.outcome();
    if (!retry || this.busy()) return;
    this.busy.set(true);
    try {
      this.retried.emit(await retry());
    } finally {
      this.busy.set(false);
    }
  }
}
