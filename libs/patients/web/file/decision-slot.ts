import { Component, inject, input, inputBinding, type OnInit, output, outputBinding, type Type, ViewContainerRef } from '@angular/core';
import type { EnrolmentView } from '#api-client';

/**
 * What gives the holder's opinion: an `enrolment` input; a `decided` output with the file as it is afterwards, `begun` that says whether something
 * was chosen or typed, `outdated` when the file is to be read again.
 */
export interface DecisionComponent {
  readonly enrolment: unknown;
  readonly decided: unknown;
  readonly begun: unknown;
  readonly outdated: unknown;
}

/** How the file page gets it: loaded only for those who may decide. */
export type LoadDecision = () => Promise<Type<DecisionComponent>>;

/** The place of the holder's decision on the file page. */
@Component({ selector: 'app-decision-slot', template: '' })
export class DecisionSlot implements OnInit {
  private readonly place = inject(ViewContainerRef);

  readonly enrolment = input.required<EnrolmentView>();
  readonly load = input.required<LoadDecision>();
  readonly decided = output<EnrolmentView>();
  readonly begun = output<boolean>();
  readonly outdated = output();

  async ngOnInit(): Promise<void> {
    this.place.createComponent(await this.load()(), {
      bindings: [
        inputBinding('enrolment', () => this.enrolment()),
        outputBinding<EnrolmentView>('decided', (after) => this.decided.emit(after)),
        outputBinding<boolean>('begun', (isBegun) => this.begun.emit(isBegun)),
        outputBinding('outdated', () => this.outdated.emit()),
      ],
    });
  }
}
