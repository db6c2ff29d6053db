import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { ProtocolVersionSummary, ProtocolView } from '#api-client';
import { type ApiProblem, Button, dayTyped, ErrorPanel, Field, OneAtATime, toApiProblem } from '#kernel/web';
import { ProtocolsApi } from './protocols.api.js';
import { publishingInWords, today } from './words.js';

/** Asks from which day a draft, or a version whose day has not come, is in force, and says what follows before it is done. */
@Component({
  selector: 'app-publish-form',
  imports: [Button, ErrorPanel, Field],
  template: `
    <form class="card stack" aria-labelledby="publish-title" (submit)="publish($event)" novalidate>
      <h2 id="publish-title">
        @if (isPublished()) {
          <ng-container i18n>Changer le jour de la version {{ version().version }}</ng-container>
        } @else {
          <ng-container i18n>Publier la version {{ version().version }}</ng-container>
        }
      </h2>
      @if (problem(); as refused) {
        @if (!refused.about('validFrom')) {
          <app-error-panel [problem]="refused" [canRetry]="false" />
        }
      }
      <app-field
        for="valid-from"
        i18n-label
        label="S’applique à partir du"
        i18n-hint
        hint="JJ/MM/AAAA, le jour où se trouve chaque centre."
        [error]="error()"
      >
        <input
          class="input day"
          id="valid-from"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          placeholder="JJ/MM/AAAA"
          aria-describedby="valid-from-help"
          [attr.aria-invalid]="!!error() || null"
          [value]="typed()"
          (input)="type($event)"
        />
      </app-field>
      @if (consequence(); as words) {
        <p role="status">{{ words }}</p>
      }
      <div class="row">
        <button appButton="primary" type="submit" [busy]="busy()">
          @if (isPublished()) {
            <ng-container i18n>Changer ce jour</ng-container>
          } @else {
            <ng-container i18n>Publier cette version</ng-container>
          }
        </button>
        <button appButton="quiet" type="button" (click)="abandoned.emit()" i18n>Abandonner</button>
      </div>
    </form>
  `,
  styles: '.day { max-width: 160px; }',
})
export class PublishForm {
  private readonly api = inject(ProtocolsApi);

  readonly version = input.required<ProtocolVersionSummary>();
  readonly current = input<ProtocolVersionSummary>();
  readonly done = output<ProtocolView>();
  readonly abandoned = output<void>();

  /** Published for a day that has not come: only the day changes. */
  protected readonly isPublished = computed(() => this.version().state === 'published');
  protected readonly typed = linkedSignal(() => (this.version().validFrom ?? today()).split('-').reverse().join('/'));
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  private readonly day = computed(() => dayTyped(this.typed()));
  protected readonly error = computed(
    () =>
      this.problem()?.about('validFrom') ?? (this.insist() && !this.day() ? $localize`Indiquez un jour, par exemple 01/03/2027.` : null),
  );
  protected readonly consequence = computed(() => {
    const day = this.day();
    return day && !this.error() ? publishingInWords(this.version().version, day, this.current()) : '';
  });

  protected type(event: Event): void {
    this.typed.set((event.target as HTMLInputElement).value);
    this.problem.set(undefined);
  }

  @OneAtATime()
  protected async publish(event: Event): Promise<void> {
    event.preventDefault();
    const day = this.day();
    this.insist.set(true);
    if (this.busy() || !day) return document.getElementById('valid-from')?.focus();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const { id } = this.version();
      this.done.emit(await (this.isPublished() ? this.api.reschedule(id, day) : this.api.publish(id, day)));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      document.getElementById('valid-from')?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
