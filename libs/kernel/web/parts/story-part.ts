import { Component, input, linkedSignal } from '@angular/core';
import type { Story } from '#api-client';
import { byWhomInWords } from '#kernel/domain';
import { InstantPipe } from '../words/dates.js';
import { read } from '../read.js';
import { Unread } from './unread.js';

/** What happened of an authorisation, a person or a centre, in the words of the journal; read once someone opens it. */
@Component({
  selector: 'app-story',
  imports: [InstantPipe, Unread],
  template: `
    <details [open]="opened()" (toggle)="toggled($event)">
      <summary>{{ label() }}</summary>
      @if (story.value(); as told) {
        <ol>
          @for (entry of told.items; track entry.seq) {
            <li>
              <time class="figures soft" [attr.datetime]="entry.at">{{ entry.at | instant }}</time>
              <span>
                {{ entry.text }}
                <span class="soft small by">{{ byWhom(entry) }}</span>
              </span>
            </li>
          } @empty {
            <li class="soft empty" i18n>Rien n’est encore écrit au journal.</li>
          }
        </ol>
      } @else if (opened()) {
        <app-unread [of]="story" [lines]="4" [height]="24" />
      }
    </details>
  `,
  styles: `
    summary {
      cursor: pointer;
    }
    ol {
      margin-top: 8px;
      border: 1px solid var(--line);
      border-radius: var(--radius-large);
      background: var(--paper);
    }
    li {
      display: grid;
      grid-template-columns: 180px minmax(0, 1fr);
      gap: 16px;
      padding: 10px 20px;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    :host,
    .by,
    .empty {
      display: block;
    }
    @media (max-width: 640px) {
      li {
        grid-template-columns: 1fr;
        gap: 4px;
        padding: 10px 16px;
      }
    }
  `,
})
export class StoryPart {
  readonly label = input.required<string>();
  readonly of = input.required<() => Promise<Story>>();
  /** Open from the first. */
  readonly open = input(false);

  protected readonly opened = linkedSignal(() => this.open());
  protected readonly story = read(
    () => (this.opened() ? this.of() : undefined),
    (ask) => ask(),
  );

  protected readonly byWhom = byWhomInWords;

  protected toggled(event: Event): void {
    this.opened.set((event.target as HTMLDetailsElement).open);
  }
}
