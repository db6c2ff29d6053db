import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { BulkActView, PersonRef, QueryTarget, QueryView } from '#api-client';
import { Button, OneAtATime } from '#kernel/web';
import { askQuestion, BULK_BUTTONS, questionOf, type QueryBulkAct, whyNotQuery } from './bulk-questions.js';
import { type Left, type Share, shareOf } from './bulk-share.js';
import { BulkStarter } from './bulk-starter.js';
import { QueriesApi } from '../queries.api.js';

/** Above the list: how many there are or are selected, and what may be done with those at once. Its room is there before a selection. */
@Component({
  selector: 'app-bulk-acts',
  imports: [Button],
  template: `
    <p class="figures" role="status">
      @if (selected().length) {
        <strong>{{ chosen() }}</strong>
      } @else {
        <span class="soft">{{ count() }}</span>
      }
    </p>
    @if (selected().length) {
      <div class="row">
        @for (act of acts(); track act.name) {
          <button appButton type="button" [busy]="busy()" (click)="begin(act.name)">{{ act.words }}</button>
        }
        @if (mayAsk()) {
          <button appButton type="button" [busy]="busy()" (click)="ask()" i18n>Poser une question à chacune</button>
        }
        @if (every(); as all) {
          <button appButton="quiet" type="button" [busy]="gathering()" (click)="everyWanted.emit()" i18n>Sélectionner les {{ all }}</button>
        }
        <button appButton="quiet" type="button" (click)="dropped.emit()" i18n>Tout désélectionner</button>
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 4px 16px;
      min-height: calc(var(--control) + 8px);
    }
  `,
})
export class BulkActs {
  private readonly api = inject(QueriesApi);
  private readonly starter = inject(BulkStarter);

  readonly selected = input.required<readonly QueryView[]>();
  /** How many there are in all, in words. */
  readonly count = input.required<string>();
  /** Whether this person asks questions; the server has the last word on each. */
  readonly mayAsk = input(false);
  /** All that the filter gives, in words, while only those that are shown are selected. */
  readonly every = input<string>();
  readonly gathering = input(false);
  readonly everyWanted = output<void>();
  readonly started = output<BulkActView>();
  readonly dropped = output<void>();

  protected readonly busy = signal(false);
  protected readonly chosen = computed(() => {
    const { length } = this.selected();
    return length === 1 ? $localize`1 sélectionnée` : $localize`${length} sélectionnées`;
  });
  /** What may be done of one of them at least; of how many, unless of all. */
  protected readonly acts = computed(() =>
    (Object.keys(BULK_BUTTONS) as QueryBulkAct[]).flatMap((name) => {
      const count = this.share(name).touched.length;
      if (count === 0) return [];
      return [{ name, words: count < this.selected().length ? `${BULK_BUTTONS[name]} (${count})` : BULK_BUTTONS[name] }];
    }),
  );

  protected begin(act: QueryBulkAct): Promise<void> {
    return this.run(async () => {
      const { touched, leftInWords: left } = this.share(act);
      const people = act === 'assign' ? await this.people(touched) : [];
      const rows = touched.map(({ id, version }) => ({ id, version }));
      return this.starter.start(act, { ...questionOf(act, touched, people), left }, { rows });
    });
  }

  protected ask(): Promise<void> {
    return this.run(() => {
      const queries = this.selected();
      const seen = new Set<string>();
      const asIs = (query: QueryView) => JSON.stringify(targetOf(query));
      const share = shareOf(queries, (query) => (seen.has(asIs(query)) ? SAME_SUBJECT : void seen.add(asIs(query))));
      const targets = share.touched.map(targetOf);
      const title = $localize`Poser une question sur ${targets.length}:count: sujets\u202f?`;
      const consequence = $localize`La même question est posée sur chaque valeur, fiche ou patient des queries choisies.`;
      const locked = new Set(queries.flatMap(({ formLocked, formId }) => (formLocked && formId ? [formId] : []))).size;
      return this.starter.start('ask', { ...askQuestion(title, consequence, locked), left: share.leftInWords }, { targets });
    });
  }

  private share(act: QueryBulkAct): Share<QueryView> {
    return shareOf(this.selected(), (query) => whyNotQuery(act, query));
  }

  /** Anyone who follows the queries of one of these authorisations: of another, the server refuses line by line. */
  private async people(queries: readonly QueryView[]): Promise<readonly PersonRef[]> {
    const lists = await Promise.all(
      [...new Set(queries.map(({ authorisationId }) => authorisationId))].map((id) => this.api.followers(id)),
    );
    return [...new Map(lists.flat().map((one) => [one.id, one])).values()];
  }

  @OneAtATime()
  private async run(start: () => Promise<BulkActView | undefined>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      const act = await start();
      if (act) this.started.emit(act);
    } finally {
      this.busy.set(false);
    }
  }
}

const SAME_SUBJECT: Left = {
  one: $localize`sur le même sujet qu’une autre`,
  many: $localize`sur le même sujet qu’une autre`,
};

function targetOf({ enrolmentId, formId, item }: QueryView): QueryTarget {
  return { enrolmentId, ...(formId && { formId }), ...(item && { item }) };
}
