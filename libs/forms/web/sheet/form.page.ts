import { Component, computed, inject, input, viewChild } from '@angular/core';
import type { EnrolmentView } from '#api-client';
import { ErrorPanel, read, Refused, Skeleton } from '#kernel/web';
import { FormSheet } from './form-sheet.js';
import { Outbox } from '../offline/outbox.js';
import { FormsWire } from '../wire.js';

/** `/dossiers/:id/fiches/:formId`: reads the form, its protocol and the file, then lays them out. */
@Component({
  selector: 'app-form-page',
  imports: [ErrorPanel, FormSheet, Refused, Skeleton],
  template: `
    @if (parts(); as open) {
      @for (part of [open]; track part.form.id) {
        <app-form-sheet
          [form]="part.form"
          [protocol]="part.protocol"
          [enrolment]="part.enrolment"
          [signature]="signature()"
          [problem]="probleme()"
          [to]="champ()"
          [kept]="part.kept"
          (decided)="settle($event)"
          (lost)="giveWay()"
        />
      }
    } @else {
      <div class="page">
        @if (problem(); as failure) {
          @if (failure.refused) {
            <app-refused [problem]="failure" />
          } @else {
            <app-error-panel [problem]="failure" (retry)="again()" />
          }
        } @else {
          <app-skeleton [lines]="9" [height]="36" />
        }
      </div>
    }
  `,
})
export class FormPage {
  private readonly wire = inject(FormsWire);
  private readonly outbox = inject(Outbox);

  readonly id = input.required<string>();
  readonly formId = input.required<string>();
  readonly signature = input<string>();
  readonly probleme = input<string>();
  readonly champ = input<string>();

  private readonly sheet = viewChild(FormSheet);

  private readonly form = read(
    () => this.formId(),
    (id) => this.wire.form(id),
  );
  /** Read with each form: opening one changes the file. */
  private readonly enrolment = read(
    () => `${this.id()}/${this.formId()}`,
    () => this.wire.enrolment(this.id()),
  );
  private readonly protocol = read(
    () => this.form.value()?.protocolVersionId,
    (id) => this.wire.protocol(id),
  );

  /** What earlier pages left on this device comes with the form, so that nothing is typed over it unseen. */
  private readonly kept = read(
    () => this.formId(),
    (id) => this.outbox.adopt(id),
  );

  protected readonly parts = computed(() => {
    const [form, protocol, enrolment, kept] = [this.form.value(), this.protocol.value(), this.enrolment.value(), this.kept.value()];
    return form && protocol && enrolment && kept && { form, protocol, enrolment, kept };
  });
  protected readonly problem = computed(() => this.form.problem() ?? this.enrolment.problem() ?? this.protocol.problem());

  /** Whether what is typed here is saved, or given up knowingly. */
  async mayLeave(): Promise<boolean> {
    return (await this.sheet()?.mayLeave()) ?? true;
  }

  /** Whether this form may be signed now: nothing typed here is waiting. */
  async mayGoToSign(): Promise<boolean> {
    return (await this.sheet()?.mayGoToSign()) ?? true;
  }

  protected settle(enrolment: EnrolmentView): void {
    this.enrolment.set(enrolment);
  }

  /** What is typed and not saved stays on the device; the rest leaves the screen, with the reason. */
  protected giveWay(): void {
    this.form.reload();
    this.enrolment.reload();
  }

  protected again(): void {
    for (const source of [this.form, this.enrolment, this.protocol]) if (source.problem()) source.reload();
  }
}
