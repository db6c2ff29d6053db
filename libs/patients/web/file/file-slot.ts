import { Component, inject, input, inputBinding, type OnInit, type Type, ViewContainerRef } from '@angular/core';
import type { EnrolmentView } from '#api-client';

/** What a higher floor adds to the file of a patient: has an `enrolment` input. */
export interface FilePanel {
  readonly enrolment: unknown;
}

/** How the file page gets it. */
export type LoadFilePanel = () => Promise<Type<FilePanel>>;

/** The place of one such panel on the file page. */
@Component({
  selector: 'app-file-slot',
  template: '',
  // The panel stands beside this element, in its place.
  styles: ':host { display: none; }',
})
export class FileSlot implements OnInit {
  private readonly place = inject(ViewContainerRef);

  readonly enrolment = input.required<EnrolmentView>();
  readonly load = input.required<LoadFilePanel>();

  async ngOnInit(): Promise<void> {
    this.place.createComponent(await this.load()(), { bindings: [inputBinding('enrolment', () => this.enrolment())] });
  }
}
