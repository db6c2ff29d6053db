import { Component, computed, input } from '@angular/core';
import type { TimelineEvent } from '#api-client';
import { byWhomInWords } from '#kernel/domain';
import { dayInWords, TimePipe } from '#kernel/web';

/** What happened to the file, day by day, the latest first. */
@Component({
  selector: 'app-timeline',
  imports: [TimePipe],
  template: `
    @for (day of days(); track day.name) {
      <section>
        <h3>{{ day.name }}</h3>
        <ol>
          @for (event of day.events; track event.under + ' ' + event.seq) {
            <li>
              <time class="soft" [attr.datetime]="event.at">{{ event.at | time }}</time>
              <div>
                <p>{{ event.text }}</p>
                @if (event.under; as number) {
                  <p class="soft small figures" i18n>sous {{ number }}</p>
                }
                <p class="soft small">{{ byWhom(event) }}</p>
              </div>
            </li>
          }
        </ol>
      </section>
    } @empty {
      <p class="soft" i18n>Rien ne s’est encore passé.</p>
    }
  `,
  styles: `
    section + section {
      margin-top: 16px;
    }
    h3 {
      font-size: 0.8125rem;
      line-height: 20px;
      color: var(--ink-soft);
    }
    li {
      display: grid;
      grid-template-columns: 44px 1fr;
      gap: 8px;
      padding: 6px 0;
    }
  `,
})
export class Timeline {
  readonly events = input.required<readonly TimelineEvent[]>();
  protected readonly byWhom = byWhomInWords;

  protected readonly days = computed(() => {
    const days: { name: string; events: TimelineEvent[] }[] = [];
    for (const event of this.events().toReversed()) {
      const name = dayInWords(event.at);
      if (days.at(-1)?.name === name) days.at(-1)?.events.push(event);
      else days.push({ name, events: [event] });
    }
    return days;
  });
}
