import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { QueryTarget, QueryView } from '#api-client';
import { Button, Dialogs } from '#kernel/web';
import type { BulkAnswer, BulkQuestion } from './bulk-dialog.js';
import type { Outcome } from './bulk-outcome.js';
import { actOnMany, nameOf, unheard, type ManyWish } from './many-run.js';
import { QueriesApi } from './queries.api.js';
import { patientInWords, subjectInWords } from './words.js';

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
        @if (mayClose()) {
          <button appButton type="button" [busy]="busy()" (click)="close()" i18n>Clore la sélection</button>
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
  private readonly dialogs = inject(Dialogs);

  readonly selected = input.required<readonly QueryView[]>();
  /** How many there are in all, in words. */
  readonly count = input.required<string>();
  /** Whether this person asks questions; the server has the last word on each. */
  readonly mayAsk = input(false);
  /** All that the filter gives, in words, while only those that are shown are selected. */
  readonly every = input<string>();
  readonly gathering = input(false);
  readonly everyWanted = output<void>();
  readonly done = output<Outcome>();
  readonly dropped = output<void>();

  protected readonly busy = signal(false);
  protected readonly chosen = computed(() => {
    const { length } = this.selected();
    return length === 1 ? $localize`1 sélectionnée` : $localize`${length} sélectionnées`;
  });
  protected readonly mayClose = computed(() => this.selected().some(({ abilities }) => abilities.includes('close')));

  protected async close(): Promise<void> {
    const queries = this.selected();
    const answer = await this.question({
      title: $localize`Clore ${queries.length}:count: queries\u202f?`,
      consequence: $localize`Celles que vous ne pouvez pas clore vous seront dites une à une. Une query close peut être rouverte.`,
      box: $localize`Un mot pour clore (facultatif)`,
      act: $localize`Clore`,
      least: 0,
      withDue: false,
    });
    if (!answer) return;
    const ids = queries.map(({ id }) => id);
    await this.run<string>({
      items: ids,
      name: String,
      send: (some, key) => this.api.closeMany({ ids: [...some], ...(answer.text && { text: answer.text }) }, key),
      inWords: (count) => (count < 2 ? $localize`${count} query close.` : $localize`${count} queries closes.`),
      about: (id) => aboutOne(queries.find((query) => query.id === id)) ?? id,
    });
  }

  protected async ask(): Promise<void> {
    const queries = this.selected();
    const targets = new Map(queries.map((query) => [nameOf(query), targetOf(query)]));
    const answer = await this.question({
      title: $localize`Poser une question sur ${targets.size}:count: sujets\u202f?`,
      consequence: $localize`La même question est posée sur chaque valeur, fiche ou patient des queries choisies.`,
      box: $localize`Votre question`,
      act: $localize`Poser la question`,
      least: 3,
      withDue: true,
    });
    if (!answer) return;
    await this.run<QueryTarget>({
      items: [...targets.values()],
      name: nameOf,
      send: (some, key) => this.api.askMany({ targets: [...some], ...answer }, key),
      inWords: (count) => (count < 2 ? $localize`${count} question posée.` : $localize`${count} questions posées.`),
      about: (id) => aboutOne(queries.find((query) => nameOf(query) === id)) ?? id,
    });
  }

  private async question(question: BulkQuestion): Promise<BulkAnswer | undefined> {
    const { BulkDialog } = await import('./bulk-dialog.js');
    return this.dialogs.open<BulkAnswer>(BulkDialog, question, 'bulk-title');
  }

  private async run<T>(wish: Omit<ManyWish<T>, 'unheard'>): Promise<void> {
    this.busy.set(true);
    try {
      this.done.emit(await actOnMany({ ...wish, unheard }));
    } finally {
      this.busy.set(false);
    }
  }
}

function aboutOne(query: QueryView | undefined): string | undefined {
  return query && `${patientInWords(query)}, ${subjectInWords(query)}`;
}

function targetOf({ enrolmentId, formId, item }: QueryView): QueryTarget {
  return { enrolmentId, ...(formId && { formId }), ...(item && { item }) };
}
