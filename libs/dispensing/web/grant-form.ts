import { Component, computed, inject, input, output, signal } from '@angular/core';
import { readGrantTerm, readGrantTermProblem, sayOfReadGrant } from '#access-rights/domain';
import type { ReadGrantView } from '#api-client';
import {
  type ApiProblem,
  Button,
  DateBox,
  dayForBox,
  DayPipe,
  ErrorPanel,
  OneAtATime,
  read,
  toApiProblem,
  todayInParis,
  TypedDay,
} from '#kernel/web';
import { DispensingApi } from './dispensing.api.js';

/** Opens a file for reading to the person who asked: until when, and what follows from it, before it is done. */
@Component({
  selector: 'app-grant-form',
  imports: [Button, DateBox, DayPipe, ErrorPanel],
  template: `
    <form class="stack-small" (submit)="grant($event)" novalidate>
      @if (problem(); as refused) {
        <app-error-panel [problem]="refused" [canRetry]="refused.status === 409 || refused.status === 412" (retry)="outdated.emit()" />
      }
      <app-date-box
        [of]="until"
        [for]="'until-' + of().id"
        i18n-label
        label="Jusqu’au"
        i18n-hint
        hint="Un an au plus. La lecture prend fin d’elle-même après ce jour."
        [insist]="insist()"
        [refusal]="problem()?.about('until')"
      />
      <p>
        @if (until.day(); as day) {
          <ng-container i18n
            >{{ of().asker.name }} pourra lire tout ce dossier jusqu’au {{ day | day }}, lettres du patient comprises, sans rien saisir.
            Vous pourrez retirer cette lecture à tout moment.</ng-container
          >
        } @else {
          <ng-container i18n
            >{{ of().asker.name }} pourra lire tout ce dossier, lettres du patient comprises, sans rien saisir. Vous pourrez retirer cette
            lecture à tout moment.</ng-container
          >
        }
      </p>
      @if (preview.value(); as found) {
        <div role="status">
          <ul class="gains">
            @for (said of found.gains; track said) {
              <li>{{ said }}</li>
            }
          </ul>
        </div>
      }
      <div class="row">
        <button appButton="primary" type="submit" [busy]="busy()" i18n>Accorder la lecture</button>
        <button appButton="quiet" type="button" (click)="abandoned.emit()" i18n>Ne rien changer</button>
      </div>
    </form>
  `,
  styles: '.gains { padding-inline-start: 20px; list-style: disc; }',
})
export class GrantForm {
  private readonly api = inject(DispensingApi);

  readonly of = input.required<ReadGrantView>();
  readonly granted = output<ReadGrantView>();
  readonly abandoned = output<void>();
  /** It was decided meanwhile, or the patient left: the page is to be read again. */
  readonly outdated = output<void>();

  protected readonly until = new TypedDay({
    text: signal(dayForBox(readGrantTerm(todayInParis()).usual)),
    limits: () => ({ notBefore: todayInParis() }),
    refuse: (day) => {
      const wrong = readGrantTermProblem(todayInParis(), day);
      return wrong && sayOfReadGrant(wrong);
    },
  });
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  private readonly day = computed(() => (this.until.problem() === null ? this.until.day() : undefined));
  /** Who gains what, asked of the server before it is done. */
  protected readonly preview = read(
    () => this.day(),
    (day) => this.api.previewGrant(this.of(), day),
  );

  @OneAtATime()
  protected async grant(event: Event): Promise<void> {
    event.preventDefault();
    this.insist.set(true);
    const day = this.day();
    if (!day) {
      setTimeout(() => document.querySelector<HTMLElement>('app-grant-form [aria-invalid=true]')?.focus());
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      this.granted.emit(await this.api.grant(this.of(), day));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
