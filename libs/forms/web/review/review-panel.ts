import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { FormView } from '#api-client';
import { Badge, Button, instantInWords, OneAtATime } from '#kernel/web';
import { Review, type ReviewMark } from './review.js';
import { REVIEW_ACTS, reviewTitle } from '../words.js';

const MARKS: readonly ReviewMark[] = ['read', 'verified'];

/** Who read and verified a form, whether an answer changed since, and its lock. */
@Component({
  selector: 'app-review-panel',
  imports: [Badge, Button],
  template: `
    <h3 i18n>Relecture</h3>
    <ul class="stack-small">
      @for (line of lines(); track line.mark) {
        <li class="spread">
          <span>
            @if (line.given; as given) {
              <app-badge [tone]="given.stale ? 'amber' : 'green'" [icon]="given.stale ? 'history' : 'done'">{{
                title(given.stale ? 'stale' : line.mark)
              }}</app-badge>
              <span class="soft small who">{{ given.who }}</span>
            } @else {
              <span class="soft">{{ acts[line.mark].not }}</span>
            }
          </span>
          @if (may()) {
            <span class="row">
              @if (!line.given || line.given.stale) {
                <button appButton type="button" [busy]="busy()" (click)="mark(line.mark, true)">{{ acts[line.mark].act }}</button>
              }
              @if (line.given) {
                <button appButton="quiet" type="button" [busy]="busy()" (click)="mark(line.mark, false)">
                  <ng-container i18n>Retirer</ng-container><span class="visually-hidden">&ngsp;: {{ title(line.mark) }}</span>
                </button>
              }
            </span>
          }
        </li>
      }
    </ul>
    @if (form().abilities.includes('lock')) {
      <p><button appButton type="button" [busy]="busy()" (click)="lock()" i18n>Verrouiller la fiche…</button></p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
      margin-bottom: 24px;
    }
    .who {
      display: block;
    }
  `,
})
export class ReviewPanel {
  private readonly review = inject(Review);

  readonly form = input.required<FormView>();
  /** Whether the act may be done: what it is about must be on the server. */
  readonly before = input<() => Promise<boolean>>(() => Promise.resolve(true));
  readonly changed = output<void>();

  protected readonly acts = REVIEW_ACTS;
  protected readonly title = reviewTitle;
  protected readonly busy = signal(false);
  protected readonly may = computed(() => this.form().abilities.includes('review'));
  protected readonly lines = computed(() =>
    MARKS.map((mark) => {
      const given = this.form().review.find((each) => each.mark === mark);
      return { mark, given: given && { ...given, who: $localize`${given.byName}, ${instantInWords(given.at)}` } };
    }),
  );

  protected mark(mark: ReviewMark, isSet: boolean): Promise<void> {
    return this.run(() => this.review.mark(this.form(), mark, isSet));
  }

  protected lock(): Promise<void> {
    return this.run(() => this.review.lock(this.form().id));
  }

  @OneAtATime()
  private async run(act: () => Promise<FormView | undefined>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    if ((await this.before()()) && (await act())) this.changed.emit();
    this.busy.set(false);
  }
}
