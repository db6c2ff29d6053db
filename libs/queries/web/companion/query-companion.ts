import { Component, computed, inject, Injectable, input, linkedSignal } from '@angular/core';
import type { CompanionParts, FormCompanion, MarkShown } from '#forms/web';
import { Unread } from '#kernel/web';
import { AskBox } from '../query/ask-box.js';
import { FormQueries } from './form-queries.js';
import { LockedForm } from './locked-form.js';
import { QueryLines } from '../query/query-lines.js';
import { isLive } from '../words.js';

/** Beside a field: the queries on its answer, and the way to ask one. */
@Component({
  selector: 'app-field-queries',
  imports: [AskBox, LockedForm, QueryLines],
  template: `
    @if (queries.form(); as form) {
      @if (own().length) {
        <h3 i18n>Queries sur cette réponse</h3>
        <app-query-lines [queries]="own()" [(opened)]="opened" (changed)="queries.settle($event)" />
      }
      @if (queries.mayAsk()) {
        <app-ask-box
          [target]="{ enrolmentId: form.enrolmentId, formId: form.id, item: item() }"
          i18n-label
          label="Poser une query"
          (asked)="queries.settle($event)"
        >
          <app-locked-form />
        </app-ask-box>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
      align-self: stretch;
      min-width: 0;
    }
  `,
})
export class FieldQueries {
  protected readonly queries = inject(FormQueries);

  readonly item = input.required<string>();

  protected readonly own = computed(() => this.queries.of(this.item()));
  /** The one that one was led to, else the first that waits. */
  protected readonly opened = linkedSignal<readonly unknown[], string | undefined>({
    source: () => [this.item(), this.queries.opened(), this.own().length > 0],
    computation: () => (this.own().find(({ id }) => id === this.queries.opened()) ?? this.own().find(isLive))?.id,
  });
}

/** What concerns the whole form: its own queries, and those of its fields, each leading to its field. */
@Component({
  selector: 'app-form-queries',
  imports: [AskBox, LockedForm, QueryLines, Unread],
  template: `
    @if (queries.form(); as form) {
      @if (queries.list.value()) {
        <h3 i18n>Queries sur la fiche</h3>
        @if (queries.ofForm().length) {
          <app-query-lines [queries]="queries.ofForm()" [(opened)]="queries.opened" (changed)="queries.settle($event)" />
        }
        @if (queries.mayAsk()) {
          <app-ask-box
            [target]="{ enrolmentId: form.enrolmentId, formId: form.id }"
            i18n-label
            label="Poser une query sur la fiche"
            (asked)="queries.settle($event)"
          >
            <app-locked-form />
          </app-ask-box>
        }
        @if (ofFields().length) {
          <h3 i18n>Queries sur ses réponses</h3>
          <app-query-lines [queries]="ofFields()" [withSubject]="true" [isLed]="true" (chosen)="queries.show($event)" />
        }
        @if (!queries.all().length) {
          <p class="soft" i18n>Aucune query n’a été posée sur cette fiche.</p>
        }
      } @else {
        <app-unread [of]="queries.list" />
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    h3:not(:first-child) {
      margin-top: 16px;
    }
  `,
})
export class WholeFormQueries {
  protected readonly queries = inject(FormQueries);

  protected readonly ofFields = computed(() => this.queries.all().filter(({ item }) => item !== undefined));
}

/** The queries of a form, as the form shows them. */
@Injectable()
export class QueryCompanion implements FormCompanion {
  private readonly queries = inject(FormQueries);

  readonly name = computed(() => {
    const { length } = this.queries.live();
    return length ? $localize`Queries (${length})` : $localize`Queries`;
  });
  readonly besideField = FieldQueries;
  readonly besideForm = WholeFormQueries;

  marks(item: string): readonly MarkShown[] {
    return this.queries.marksOf(item);
  }
}

/** What the shell provides to open forms. */
export const QUERIES_BESIDE_FORMS: CompanionParts = { companion: QueryCompanion, providers: [FormQueries] };
