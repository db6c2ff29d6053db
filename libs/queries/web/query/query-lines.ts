import { Component, computed, input, model, output } from '@angular/core';
import type { QueryDetail, QueryView } from '#api-client';
import { Badge, Icon } from '#kernel/web';
import { QueryThread } from './query-thread.js';
import { ageInWords, isLive, STATES, subjectInWords } from '../words.js';

/** Queries one under the other, each with its thread when it is opened; those that are settled stand apart. */
@Component({
  selector: 'app-query-lines',
  imports: [Badge, Icon, QueryThread],
  template: `
    @for (list of lists(); track list.isLive) {
      @if (list.queries.length) {
        <details [open]="list.isLive || list.isOpened">
          <summary class="soft small" [class.visually-hidden]="list.isLive">{{ list.words }}</summary>
          <ul>
            @for (query of list.queries; track query.id) {
              <li [class.open]="opened() === query.id">
                <button
                  type="button"
                  [id]="'query-' + query.id"
                  [attr.aria-expanded]="isLed() ? null : opened() === query.id"
                  (click)="press(query)"
                >
                  <span class="row">
                    <app-badge [tone]="states[query.state].tone" [icon]="states[query.state].icon">{{
                      states[query.state].label
                    }}</app-badge>
                    <span class="soft small">{{ ageInWords(query.ageDays) }}</span>
                    @if (query.overdue) {
                      <span class="late small"><app-icon name="alert" /><ng-container i18n>En retard</ng-container></span>
                    }
                  </span>
                  @if (withSubject()) {
                    <strong>{{ subjectInWords(query) }}</strong>
                  }
                  @if (opened() !== query.id || isLed()) {
                    <span class="text">{{ query.text }}</span>
                  }
                </button>
                @if (opened() === query.id && !isLed()) {
                  <app-query-thread
                    [query]="query.id"
                    [version]="query.version"
                    [isAlone]="false"
                    (changed)="changed.emit($event)"
                    (left)="back(query)"
                  />
                }
              </li>
            }
          </ul>
        </details>
      }
    }
  `,
  styleUrl: './query-lines.scss',
})
export class QueryLines {
  readonly queries = input.required<readonly QueryView[]>();
  /** Whether each line says what it is about. */
  readonly withSubject = input(false);
  /** Whether a line leads elsewhere instead of opening here. */
  readonly isLed = input(false);
  readonly opened = model<string>();
  readonly changed = output<QueryDetail>();
  readonly chosen = output<QueryView>();

  protected readonly states = STATES;
  protected readonly ageInWords = ageInWords;
  protected readonly subjectInWords = subjectInWords;
  protected readonly lists = computed(() => {
    const settled = this.queries().filter((query) => !isLive(query));
    return [
      { isLive: true, isOpened: true, words: $localize`En cours`, queries: this.queries().filter(isLive) },
      {
        isLive: false,
        isOpened: settled.some(({ id }) => id === this.opened()),
        words: settled.length === 1 ? $localize`1 query close ou annulée` : $localize`${settled.length} queries closes ou annulées`,
        queries: settled,
      },
    ];
  });

  protected press(query: QueryView): void {
    if (this.isLed()) this.chosen.emit(query);
    else this.opened.set(this.opened() === query.id ? undefined : query.id);
  }

  /** The keyboard goes back to the line, wherever the act has put it. */
  protected back({ id }: QueryView): void {
    setTimeout(() => document.getElementById(`query-${id}`)?.focus());
  }
}
