import { Component, computed, inject, input } from '@angular/core';
import { Button, Icon, timeInWords } from '#kernel/web';
import { displayValue } from '#protocols/domain';
import { Answers } from './answers.js';
import type { FieldView } from '../drawing/drawing.js';

/** Two people answered the same field: both answers, side by side, and one choice. */
@Component({
  selector: 'app-conflict-box',
  imports: [Button, Icon],
  template: `
    <div class="notice tone-amber" role="group" [attr.aria-label]="title()">
      <app-icon name="swap" />
      <div class="stack-small both">
        <p>
          <strong>{{ title() }}</strong>
        </p>
        <dl class="facts">
          <dt i18n>Votre réponse</dt>
          <dd>{{ mine() || nothing() }}</dd>
          <dt i18n>La sienne</dt>
          <dd>{{ theirs() || nothing() }}</dd>
        </dl>
        <p class="row">
          <button appButton type="button" (click)="answers.keepMine(field().key)">{{ keep() }}</button>
          <button appButton type="button" (click)="answers.giveUp(field().key)">{{ leave() }}</button>
        </p>
      </div>
    </div>
  `,
  styles: '.both { flex: 1; }',
})
export class ConflictBox {
  protected readonly answers = inject(Answers);

  readonly field = input.required<FieldView>();

  /** They took the whole row away: keeping mine adds it again. */
  private readonly isRow = computed(() => this.field().conflict?.row !== undefined);
  protected readonly nothing = computed(() => (this.isRow() ? $localize`(ligne retirée)` : $localize`(réponse retirée)`));
  protected readonly keep = computed(() => (this.isRow() ? $localize`Remettre la ligne, avec ma réponse` : $localize`Garder la mienne`));
  protected readonly leave = computed(() => (this.isRow() ? $localize`Laisser la ligne retirée` : $localize`Prendre la sienne`));

  protected readonly title = computed(() => {
    const { by = '', at = '' } = this.field().conflict ?? {};
    const who = by || $localize`Une autre personne`;
    if (this.isRow()) return at ? $localize`${who} a retiré cette ligne, à ${timeInWords(at)}.` : $localize`${who} a retiré cette ligne.`;
    return at ? $localize`${who} a répondu aussi, à ${timeInWords(at)}.` : $localize`${who} a répondu aussi.`;
  });
  protected readonly mine = computed(() => displayValue(this.field().item, this.field().value, this.answers.lists()));
  protected readonly theirs = computed(() => displayValue(this.field().item, this.field().conflict?.theirs, this.answers.lists()));
}
