import { Component, input } from '@angular/core';
import { LIMITS } from '#kernel/domain';
import { type ApiProblem, DateBox, Field, LengthNote } from '#kernel/web';
import type { AnsmWish } from './ansm-wish.js';

/** The three boxes of an authorisation that ANSM gave by name (charter R6). */
@Component({
  selector: 'app-ansm-fields',
  imports: [DateBox, Field, LengthNote],
  template: `
    <app-field
      for="ansm-number"
      i18n-label
      label="N° d’AAC"
      i18n-hint
      hint="Le numéro que l’ANSM a donné pour ce patient. Passerelle ne demande pas d’AAC&nbsp;: elle se demande dans e-Saturne."
      [error]="numberError()"
    >
      <input
        class="input figures"
        id="ansm-number"
        autocomplete="off"
        aria-describedby="ansm-number-help"
        [attr.aria-invalid]="!!numberError() || null"
        [value]="of().number()"
        (input)="of().number.set($any($event.target).value)"
      />
      <app-length-note [text]="of().number().trim()" [max]="most" />
    </app-field>
    <app-date-box
      [of]="of().from"
      for="ansm-from"
      i18n-label
      label="Valable à compter du"
      [insist]="insist()"
      [refusal]="problem()?.about(at() + 'fromDay')"
    />
    <app-date-box
      [of]="of().until"
      for="ansm-until"
      i18n-label
      label="Jusqu’au (dernier jour)"
      i18n-hint
      hint="Un an au plus."
      [insist]="insist()"
      [refusal]="problem()?.about(at() + 'untilDay')"
    />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 16px;
    }
    .input {
      max-width: 320px;
    }
  `,
})
export class AnsmFields {
  readonly of = input.required<AnsmWish>();
  readonly insist = input(false);
  readonly problem = input<ApiProblem | undefined>();
  /** Where they stand in the message: `ansm.` of a request. */
  readonly at = input('');
  protected readonly most = LIMITS.ansmNumber.max;

  protected numberError(): string | null {
    return this.problem()?.about(`${this.at()}number`) ?? (this.insist() ? this.of().numberProblem() : null);
  }
}
