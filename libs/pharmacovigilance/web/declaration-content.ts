import { Component, computed, inject, input } from '@angular/core';
import { FormReading } from '#forms/web';
import { Live, read, Unread } from '#kernel/web';
import type { Env, Values } from '#protocols/domain';
import { CasesApi } from './cases.api.js';
import { blocksOf, type Block } from './declaration-blocks.js';

/** A declaration to be read: each question that applies, with its answer, as the centre goes on filling it. */
@Component({
  selector: 'app-declaration-content',
  imports: [FormReading, Unread],
  template: `
    @if (content.value(); as read) {
      <p><app-form-reading [state]="read.form.state" [missing]="read.form.missing" /></p>
      @for (block of blocks(); track block.key) {
        <h3>{{ block.title }}</h3>
        @if (!block.lines.length) {
          <p class="soft" i18n>Aucune ligne.</p>
        }
        <dl class="facts">
          @for (line of block.lines; track line.key) {
            <dt>{{ line.label }}</dt>
            @if (line.text) {
              <dd>{{ line.text }}</dd>
            } @else {
              <dd class="soft" i18n>Sans réponse</dd>
            }
          }
        </dl>
      }
    } @else {
      <app-unread [of]="content" [lines]="8" />
    }
  `,
  styles: `
    h3 {
      margin: 16px 0 8px;
      font-size: var(--text-work);
      font-weight: var(--weight-strong);
    }
    h3:first-child {
      margin-top: 0;
    }
    @media (min-width: 641px) {
      dl {
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      }
    }
    dd {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class DeclarationContent {
  private readonly api = inject(CasesApi);

  readonly formId = input.required<string>();

  protected readonly content = read(
    () => this.formId(),
    (id, context) => this.api.content(id, context),
  );

  protected readonly blocks = computed((): readonly Block[] => {
    const { form, protocol } = this.content.value() ?? {};
    const rules = protocol?.forms.find(({ code }) => code === form?.code);
    if (!form || !protocol || !rules) return [];
    return blocksOf(rules, form.values as Values, form.env as unknown as Env, protocol);
  });

  constructor() {
    inject(Live).changes(
      ({ formId, enrolmentId }) => formId === this.formId() || enrolmentId === this.content.value()?.form.enrolmentId,
      () => this.content.readAgain(),
    );
  }
}
