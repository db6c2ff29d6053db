import { Component, inject, input } from '@angular/core';
import type { AuthorisationView } from '#api-client';
import { ErrorPanel, read } from '#kernel/web';
import { BlankPdf } from './blank-pdf.js';
import { PaperApi } from './paper.api.js';

/** On the page of an authorisation: its forms, to print or to fill in a reader of PDF (charter C2.1). */
@Component({
  selector: 'app-blank-forms-panel',
  imports: [BlankPdf, ErrorPanel],
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
                  <app-blank-pdf [address]="address(one.id, form.code)">{{ form.title }}</app-blank-pdf>
                </li>
              }
              <li><app-blank-pdf [address]="address(one.id)" i18n>Toutes les fiches en un PDF</app-blank-pdf></li>
            </ul>
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

  /** Under a waiver nothing is collected, on paper either. */
  protected readonly blanks = read(
    () => (this.authorisation()?.waived ? undefined : this.authorisation()?.id),
    (id, context) => this.api.blanks(id, context),
  );

  protected address(id: string, form?: string): string {
    return `/api/v1/authorisations/${id}/blank-forms/${form === undefined ? '' : `${form}/`}pdf`;
  }
}
