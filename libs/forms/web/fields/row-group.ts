import { Component, computed, inject, input } from '@angular/core';
import { capitalised } from '#kernel/domain';
import { Button, Icon } from '#kernel/web';
import { displayValue } from '#protocols/domain';
import { Answers } from './answers.js';
import type { GroupView } from '../drawing/drawing.js';
import type { Conflict } from '../saving/ledger.js';
import { focusField } from '../sheet/focus.js';
import { ItemField } from './item-field.js';
import { rowsBefore, type RowBefore } from '../carried/previous.js';

/** A repeating group: its rows, each whole, and one more. */
@Component({
  selector: 'app-row-group',
  imports: [Button, Icon, ItemField],
  template: `
    <h3>{{ view().group.label }}</h3>
    @for (row of view().rows; track row.key) {
      <div class="one" role="group" [attr.aria-label]="nameOf(row.number)">
        <div class="spread head">
          <strong>{{ nameOf(row.number) }}</strong>
          @if (!answers.isReadOnly() && !row.isCarried && !row.isElsewhere) {
            <button appButton="quiet" type="button" (click)="answers.removeRow(view().group, row)">
              <app-icon name="minus" /><span
                ><ng-container i18n>Retirer</ng-container><span class="visually-hidden">&nbsp;: {{ nameOf(row.number) }}</span></span
              >
            </button>
          }
        </div>
        @for (field of row.fields; track field.key) {
          <app-item-field [field]="field" />
        }
      </div>
    }
    @if (view().statement; as statement) {
      <app-item-field [field]="statement" />
    } @else if (!view().rows.length) {
      <p class="soft none" i18n>Aucune ligne pour le moment.</p>
    }
    @if (before().length) {
      <div class="before">
        <p class="small soft" i18n>À la visite précédente</p>
        <ul>
          @for (row of before(); track row.key) {
            <li class="spread">
              <span class="figures">{{ wordsOf(row) }}</span>
              @if (!answers.isReadOnly() && reusable(row).length > 0) {
                <button appButton="quiet" type="button" [disabled]="isHere(row) || !view().canAdd" (click)="takeUp(row)">
                  <ng-container i18n>Reprendre cette ligne</ng-container><span class="visually-hidden">&nbsp;: {{ wordsOf(row) }}</span>
                </button>
              }
            </li>
          }
        </ul>
      </div>
    }
    @for (conflict of view().disputed; track conflict.path) {
      <div class="notice tone-amber" role="group" [attr.aria-label]="disputeOf(conflict)">
        <app-icon name="swap" />
        <div class="stack-small">
          <p>
            <strong>{{ disputeOf(conflict) }}</strong>
          </p>
          <p class="row">
            <button appButton type="button" (click)="answers.giveUp(conflict.path)" i18n>Garder la ligne</button>
            <button appButton type="button" (click)="answers.keepMine(conflict.path)" i18n>Retirer quand même</button>
          </p>
        </div>
      </div>
    }
    <div class="under" [attr.data-key]="view().key">
      @if (view().problem; as text) {
        <p class="error"><app-icon name="alert" />{{ text }}</p>
      }
      @if (view().need; as text) {
        <p class="need small"><app-icon name="pen" />{{ text }}</p>
      }
      @if (!answers.isReadOnly() && view().canAdd && !view().statement?.isElsewhere) {
        <button appButton type="button" class="add-row" (click)="add()"><app-icon name="plus" />{{ addLabel() }}</button>
      }
    </div>
  `,
  styleUrl: './row-group.scss',
})
export class RowGroup {
  protected readonly answers = inject(Answers);

  readonly view = input.required<GroupView>();

  /** They stay in place once taken up: nothing moves under the pointer. */
  protected readonly before = computed(() => rowsBefore(this.view().group, this.answers.previousVisit()));
  private readonly word = computed(() => capitalised(this.view().group.rowLabel));
  protected readonly addLabel = computed(() => $localize`Ajouter\u00a0: ${this.view().group.rowLabel}`);

  /** What would be taken up; where nothing would, what was answered: each by its name, where a row has several questions. */
  protected wordsOf(row: RowBefore): string {
    const taken = this.reusable(row);
    const isNamed = this.view().group.items.length > 1;
    const words = (taken.length > 0 ? taken : row.answers).flatMap(({ item, value }) => {
      const said = displayValue(item, value, this.answers.lists());
      return said ? [isNamed ? `${item.label}\u00a0: ${said}` : said] : [];
    });
    return words.join(' · ') || $localize`Ligne sans réponse`;
  }

  protected isHere({ key }: RowBefore): boolean {
    return this.view().rows.some((row) => row.key === key);
  }

  protected add(): void {
    this.takeBackStatement();
    this.answers.addRow(this.view().group);
  }

  /** A row says otherwise than the word that there is none. */
  private takeBackStatement(): void {
    if (this.view().statement?.value !== undefined) this.answers.choose(this.view().key, undefined);
  }

  /** Of a row, what the protocol lets one take up: its words stand beside the button. */
  protected reusable({ answers }: RowBefore): RowBefore['answers'] {
    return answers.filter(({ item }) => item.reusable);
  }

  /** The row again, under the same id, with the answers that may be taken up: anyone who presses has read them. */
  protected takeUp(row: RowBefore): void {
    const taken = this.reusable(row);
    this.takeBackStatement();
    this.answers.choose(row.key, true);
    for (const answer of taken) this.answers.choose(answer.key, answer.value);
    const first = taken[0]?.key;
    if (first) setTimeout(() => focusField(first));
  }

  protected disputeOf({ by }: Conflict): string {
    const who = by || $localize`Une autre personne`;
    return $localize`${who} a répondu dans la ligne (${this.view().group.rowLabel}) que vous retirez.`;
  }

  protected nameOf(number: number): string {
    return `${this.word()} ${number}`;
  }
}
