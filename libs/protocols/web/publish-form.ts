import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { ProtocolVersionSummary, ProtocolView } from '#api-client';
import { type ApiProblem, Button, DateBox, dayForBox, ErrorPanel, OneAtATime, toApiProblem, todayInParis, TypedDay } from '#kernel/web';
import { ProtocolsApi } from './protocols.api.js';
import { publishingInWords } from './words.js';

/** Asks from which day a draft, or a version whose day has not come, is in force, and says what follows before it is done. */
@Component({
  selector: 'app-publish-form',
  imports: [Button, DateBox, ErrorPanel],
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
      <app-date-box
        [of]="from"
        for="valid-from"
        i18n-label
        label="S’applique à partir du"
        i18n-hint
        hint="Le jour où se trouve chaque centre."
        [insist]="insist()"
        [refusal]="problem()?.about('validFrom')"
        (typed)="problem.set(undefined)"
      />
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
})
export class PublishForm {
  private readonly api = inject(ProtocolsApi);

  readonly version = input.required<ProtocolVersionSummary>();
  readonly current = input<ProtocolVersionSummary>();
  readonly done = output<ProtocolView>();
  readonly abandoned = output<void>();

  /** Published for a day that has not come: only the day changes. */
  protected readonly isPublished = computed(() => this.version().state === 'published');
  /** A version that follows another one applies from today on. */
  protected readonly from = new TypedDay({
    text: linkedSignal(() => dayForBox(this.version().validFrom ?? todayInParis())),
    limits: () => (this.current() ? { notBefore: todayInParis() } : {}),
  });
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly consequence = computed(() => {
    const day = this.from.day();
    return day && !this.from.problem() && !this.problem() ? publishingInWords(this.version().version, day, this.current()) : '';
  });

  @OneAtATime()
  protected async publish(event: Event): Promise<void> {
    event.preventDefault();
    const day = this.from.day();
    this.insist.set(true);
    if (this.busy() || !day || this.from.problem()) return document.getElementById('valid-from')?.focus();
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
