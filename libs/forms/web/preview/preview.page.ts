import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Button, EmptyState, Icon, PageHeader, read, Refused, Unread } from '#kernel/web';
import { Answers } from '../fields/answers.js';
import { focusBeside } from '../sheet/focus.js';
import { ItemField } from '../fields/item-field.js';
import { PreviewAround } from './preview-around-form.js';
import { today } from './preview-around.js';
import { PreviewAnswers } from './preview-answers.js';
import { RowGroup } from '../fields/row-group.js';
import { SectionList } from '../sheet/section-list.js';
import { FormsWire } from '../wire.js';

/** A form of a version as its users will see it, to be tried before it is published: conditions answer, and nothing is saved. */
@Component({
  selector: 'app-preview-page',
  imports: [Button, EmptyState, Icon, ItemField, PageHeader, PreviewAround, Refused, RowGroup, SectionList, Unread],
  providers: [PreviewAnswers, { provide: Answers, useExisting: PreviewAnswers }],
  templateUrl: './preview.page.html',
  styleUrl: './preview.page.scss',
  host: { '(keydown.enter)': 'goOn($event)', '(keydown.shift.enter)': 'goOn($event)' },
})
export class PreviewPage {
  private readonly wire = inject(FormsWire);
  protected readonly answers = inject(PreviewAnswers);

  /** The version, and the code of the form. */
  readonly id = input.required<string>();
  readonly code = input.required<string>();

  protected readonly protocol = read(
    () => this.id(),
    (id) => this.wire.protocol(id),
  );
  protected readonly form = computed(() => this.protocol.value()?.forms.find(({ code }) => code === this.code()));
  protected readonly up = computed(() => ({ label: $localize`Version`, link: ['/protocoles', 'versions', this.id()] }));

  constructor() {
    effect(() => {
      const [protocol, form] = [this.protocol.value(), this.form()];
      untracked(() => protocol && form && this.answers.open(protocol, form, today()));
    });
  }

  protected toSection(code: string): void {
    const heading = document.getElementById(`section-${code}`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView?.({ block: 'start' });
  }

  /** Enter goes on to the next field, as in a real form. */
  protected goOn(event: Event): void {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || !(target instanceof HTMLInputElement) || !target.closest('[data-key]')) return;
    event.preventDefault();
    focusBeside(target, (event as KeyboardEvent).shiftKey ? -1 : 1);
  }
}
