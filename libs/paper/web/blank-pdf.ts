import { Component, input } from '@angular/core';
import { Button, Icon } from '#kernel/web';

/** A blank form, or all of them, as a PDF in a tab of its own; named by what stands in it. */
@Component({
  selector: 'app-blank-pdf',
  imports: [Button, Icon],
  template: `
    <a appButton="quiet" [href]="address()" target="_blank" rel="noopener">
      <app-icon name="print" /><span><ng-content /><span class="visually-hidden" i18n> (PDF, nouvel onglet)</span></span>
    </a>
  `,
})
export class BlankPdf {
  readonly address = input.required<string>();
}
