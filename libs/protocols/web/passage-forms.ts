import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FormPassageView } from '#api-client';
import { Badge, drawn } from '#kernel/web';
import { PASSAGE_WORDS } from '#protocols/domain';

const OUTCOMES = drawn(PASSAGE_WORDS, {
  ready: { tone: 'green', icon: 'done' },
  undecided: { tone: 'amber', icon: 'help' },
  kept: { tone: 'grey', icon: 'lock' },
});

/** What becomes of each form: what moves or changes, what leaves the data, what is asked again. */
@Component({
  selector: 'app-passage-forms',
  imports: [Badge, RouterLink],
  template: `
    <div class="table-frame">
      <table class="data-table">
        <caption class="visually-hidden" i18n>
          Fiches commencées
        </caption>
        <thead>
          <tr>
            <th scope="col" i18n>Fiche</th>
            <th scope="col" i18n>Ce qu’elle devient</th>
            <th scope="col" i18n>Change ou se déplace</th>
            <th scope="col" i18n>Quitte les données</th>
            <th scope="col" i18n>Sera demandé</th>
          </tr>
        </thead>
        <tbody>
          @for (form of forms(); track form.formId) {
            @let outcome = outcomes[form.outcome];
            <tr>
              <th scope="row">
                <a [routerLink]="['/dossiers', form.enrolmentId]">{{ form.registrationNumber || form.letters || noNumber }}</a>
                <span class="soft small">{{ form.title }} – {{ form.centreName }}</span>
              </th>
              <td>
                <app-badge [tone]="outcome.tone" [icon]="outcome.icon">{{ outcome.label }}</app-badge>
                @if (form.why; as why) {
                  <span class="small soft">{{ why }}</span>
                }
                @if (form.asked.length) {
                  <span class="small" i18n>Avec une query&nbsp;: {{ form.asked.join(', ') }}</span>
                }
                @for (each of form.refused; track $index) {
                  <span class="small">{{ each.label }}&nbsp;: «&nbsp;{{ each.words }}&nbsp;»</span>
                }
              </td>
              <td [class.wide-only]="!form.moved.length" i18n-data-label data-label="Change ou se déplace">
                @for (each of form.moved; track $index) {
                  <span class="small">
                    {{ each.label }}
                    @if (each.toLabel; as to) {
                      → {{ to }}
                    } @else {
                      &nbsp;: {{ each.old }} → {{ each.new }}
                    }
                  </span>
                } @empty {
                  <span class="soft" aria-hidden="true">–</span>
                }
              </td>
              <td [class.wide-only]="!form.left.length && !form.hidden.length" i18n-data-label data-label="Quitte les données">
                @for (each of form.left; track $index) {
                  <span class="small">{{ each.label }}&nbsp;: {{ each.old }}</span>
                }
                @if (form.hidden.length) {
                  <span class="small" i18n>Ne s’appliquent plus, et restent dans l’historique&nbsp;: {{ form.hidden.join(', ') }}</span>
                }
                @if (!form.left.length && !form.hidden.length) {
                  <span class="soft" aria-hidden="true">–</span>
                }
              </td>
              <td [class.wide-only]="!form.missing.length" i18n-data-label data-label="Sera demandé">
                @if (form.missing.length) {
                  {{ form.missing.join(', ') }}
                } @else {
                  <span class="soft" aria-hidden="true">–</span>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: '.small { display: block; font-weight: var(--weight-normal); } th[scope="row"], td { vertical-align: top; }',
})
export class PassageForms {
  readonly forms = input.required<readonly FormPassageView[]>();

  protected readonly outcomes = OUTCOMES;
  protected readonly noNumber = $localize`Demande sans numéro`;
}
