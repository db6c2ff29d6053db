import { Component, computed, input } from '@angular/core';
import type { EnrolmentView } from '#api-client';
import { Icon } from '#kernel/web';
import { stepsOf } from './progress.js';

/** How far the request is, and whom it waits for. */
@Component({
  selector: 'app-request-progress',
  imports: [Icon],
  template: `
    <ol i18n-aria-label aria-label="Avancement de la demande">
      @for (step of steps(); track step.label) {
        <li [class]="step.state" [attr.aria-current]="step.state === 'now' ? 'step' : null">
          <span class="dot">
            @switch (step.state) {
              @case ('done') {
                <app-icon name="check" />
              }
              @case ('stopped') {
                <app-icon name="cancel" />
              }
            }
          </span>
          <span>
            <strong>{{ step.label }}</strong>
            @if (step.state === 'done') {
              <span class="visually-hidden" i18n>, fait</span>
            }
            @if (step.note; as note) {
              <span class="note figures">{{ note }}</span>
            }
          </span>
        </li>
      }
    </ol>
  `,
  styleUrl: './request-progress.scss',
})
export class RequestProgress {
  readonly enrolment = input.required<EnrolmentView>();

  protected readonly steps = computed(() => stepsOf(this.enrolment()));
}
