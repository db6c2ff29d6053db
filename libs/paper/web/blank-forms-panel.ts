import { Component, inject, input } from '@angular/core';
import type { AuthorisationView } from '#api-client';
import { Button, ErrorPanel, Icon, read } from '#kernel/web';
import { PaperApi } from './paper.api.js';

/** On the page of an authorisation: its forms, to print or to fill in a reader of PDF (charter C2.1). */
@Component({
  selector: 'app-blank-forms-panel',
  imports: [Button, ErrorPanel, Icon],
  template: `
    @if (blanks.refusal(); as problem) {
      <app-error-panel [problem]="problem" [canRetry]="false" />
    }
    @if (authorisation(); as one) {
      @if (blanks.value(); as known) {
        @if (known.items.length) {
          <section class="section stack-small" aria-labelledby="blank-forms-title">
            <h2 id="blank-forms-title" i18n>Fiches vierges</h2>
            <p class="soft" i18n>
              À imprimer, ou à remplir dans un lecteur de PDF, puis à envoyer à l’exploitant par messagerie sécurisée ou par courrier&nbsp;:
              la version {{ known.version }} du protocole, la même qu’à l’écran.
            </p>
            <ul class="links">
              @for (form of known.items; track form.code) {
                <li>
                  <a appButton="quiet" [href]="address(one.id, form.code)" target="_blank" rel="noopener">
                    <app-icon name="print" /><span>{{ form.title }}<span class="visually-hidden" i18n> (PDF, nouvel onglet)</span></span>
                  </a>
                </li>
              }
            </ul>
            <p>
              <a appButton [href]="address(one.id)" target="_blank" rel="noopener">
                <app-icon name="print" /><span i18n>Toutes les fiches en un PDF<span class="visually-hidden"> (nouvel onglet)</span></span>
              </a>
            </p>
          </section>
        }
      }
    }
  `,
  styles: '.links { margin: 0; padding: 0; list-style: none; }',
})
export class BlankFormsPanel {
  private readonly api = inject(PaperApi);

  /** Given by the slot, which may set it after the first reading. */
  readonly authorisation = input<AuthorisationView>();

  protected readonly blanks = read(
    () => this.authorisation()?.id,
    (id, context) => this.api.blanks(id, context),
  );

  protected address(id: string, form?: string): string {
    return `/api/v1/authorisations/${id}/blank-forms/${form === undefined ? '' : `${form}/`}pdf`;
  }
}
