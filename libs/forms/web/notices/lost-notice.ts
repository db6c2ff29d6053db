import { Component, input } from '@angular/core';
import type { FormView } from '#api-client';
import { DayPipe, Icon } from '#kernel/web';

/** At the top of a form: which answers left it when it went to another version of its protocol, until its entry is ended again. */
@Component({
  selector: 'app-lost-notice',
  imports: [DayPipe, Icon],
  template: `
    @if (form().lost; as lost) {
      <div class="notice tone-amber">
        <app-icon name="history" />
        <div>
          <p i18n>
            <strong>Cette fiche est passée à la version {{ lost.version }} du protocole le {{ lost.at | day }}.</strong> Ces réponses n’y
            ont plus leur place et ont quitté les données&#8239;; l’historique les garde&nbsp;:
          </p>
          <ul>
            @for (label of lost.labels; track label) {
              <li>{{ label }}</li>
            }
          </ul>
        </div>
      </div>
    }
  `,
})
export class LostNotice {
  readonly form = input.required<FormView>();
}
