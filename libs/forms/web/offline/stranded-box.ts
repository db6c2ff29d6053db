import { Component, inject } from '@angular/core';
import { Dialogs, Icon, OneAtATime } from '#kernel/web';
import { Keeping } from './keeping.js';
import { KeptAnswers } from './kept-answers.js';

/** What was typed and cannot go into this form any more, above it: nothing typed is thrown away silently. */
@Component({
  selector: 'app-stranded-box',
  imports: [Icon, KeptAnswers],
  template: `
    @if (keeping.stranded(); as answers) {
      @if (answers.length) {
        <div class="notice tone-amber" role="group" aria-labelledby="stranded">
          <app-icon name="alert" />
          <div class="stack-small all">
            <p id="stranded">
              <strong i18n>Ce que vous aviez saisi ne peut plus entrer dans cette fiche.</strong>
              <ng-container i18n> Copiez ce qui doit être gardé&#8239;; rien n’est effacé sans vous.</ng-container>
            </p>
            <app-kept-answers [answers]="answers" (dropped)="drop($event)" />
          </div>
        </div>
      }
    }
  `,
  styles: '.all { flex: 1; min-width: 0; }',
})
export class StrandedBox {
  private readonly dialogs = inject(Dialogs);
  protected readonly keeping = inject(Keeping);

  @OneAtATime()
  protected async drop(keys: readonly string[]): Promise<void> {
    const count = keys.length;
    const sure = await this.dialogs.confirm({
      title: count === 1 ? $localize`Abandonner cette réponse\u202f?` : $localize`Abandonner ces ${count} réponses ?`,
      consequence: $localize`Elles n’ont pas été enregistrées et ne pourront pas être retrouvées.`,
      act: $localize`Abandonner`,
      danger: true,
    });
    if (sure) this.keeping.drop(keys);
  }
}
