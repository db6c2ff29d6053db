import { Component, computed, inject, input } from '@angular/core';
import { roleTitle } from '#kernel/domain';
import { ErrorPanel, instantInWords, read, Skeleton } from '#kernel/web';
import { FormsWire } from '../wire.js';

/** What became of one answer, or of all answers of a form: who, in which centre, when, what it was and became, why. */
@Component({
  selector: 'app-history-list',
  imports: [ErrorPanel, Skeleton],
  template: `
    @if (history.problem(); as problem) {
      <app-error-panel [problem]="problem" (retry)="history.reload()" />
    } @else if (history.value()) {
      <ol>
        @for (entry of entries(); track $index) {
          <li>
            <p class="small soft figures">{{ entry.when }}</p>
            @if (!item()) {
              <p>
                <strong>{{ entry.label }}</strong>
              </p>
            }
            @if (!entry.isAct) {
              <p class="change">
                @if (entry.old) {
                  <del>{{ entry.old }}</del>
                  <span aria-hidden="true"> → </span>
                }
                @if (entry.carried === 'brought') {
                  <em><ng-container i18n>à confirmer&nbsp;:</ng-container> {{ entry.new }}</em>
                } @else if (entry.carried) {
                  <em i18n>valeur reprise écartée</em>
                } @else if (entry.new) {
                  <ins>{{ entry.new }}</ins>
                } @else {
                  <em i18n>réponse retirée</em>
                }
              </p>
            }
            <p class="small soft">{{ entry.who }}</p>
            @if (entry.reason) {
              <p class="small"><ng-container i18n>Motif&nbsp;:</ng-container> {{ entry.reason }}</p>
            }
          </li>
        } @empty {
          <li class="soft" i18n>Rien n’a encore été enregistré.</li>
        }
      </ol>
    } @else {
      <app-skeleton [lines]="3" />
    }
  `,
  styles: `
    li + li {
      margin-top: 12px;
      padding-top: 12px;
      border-top: 1px solid var(--line);
    }
    ins {
      text-decoration: none;
      font-weight: var(--weight-strong);
    }
    del {
      color: var(--ink-soft);
    }
    .change {
      overflow-wrap: anywhere;
    }
  `,
})
export class HistoryListPanel {
  private readonly wire = inject(FormsWire);

  readonly formId = input.required<string>();
  /** An item key; not given for the whole form. */
  readonly item = input<string>();

  protected readonly history = read(
    () => `${this.formId()} ${this.item() ?? ''}`,
    () => this.wire.history(this.formId(), this.item()),
  );
  protected readonly entries = computed(() =>
    (this.history.value()?.items ?? []).map((entry) => ({
      ...entry,
      when: instantInWords(entry.at),
      who: [entry.actorName, roleTitle(entry.actorRole), entry.centreName].filter(Boolean).join(', '),
    })),
  );
}
