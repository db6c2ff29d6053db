import { Component, input, linkedSignal, output } from '@angular/core';
import type { AuthorisationView, StaffView } from '#api-client';
import { Button } from '#kernel/web';

/** The authorisations on which an account works. */
@Component({
  selector: 'app-staff-scope',
  imports: [Button],
  template: `
    <form class="stack" (submit)="save($event)">
      <fieldset class="stack-small">
        <legend>
          <strong i18n>Autorisations affectées à {{ account().name }}</strong>
        </legend>
        @for (one of authorisations(); track one.id) {
          <label class="choice">
            <input type="checkbox" [checked]="ids().includes(one.id)" (change)="toggle(one.id)" />
            <span
              >{{ one.medicine }} <span class="soft">– {{ one.code }}</span></span
            >
          </label>
        }
      </fieldset>
      <div class="row">
        <button appButton="primary" type="submit" i18n>Enregistrer les autorisations</button>
        <button appButton="quiet" type="button" (click)="abandoned.emit()" i18n>Abandonner</button>
      </div>
    </form>
  `,
  styles: 'form { padding: 8px 0; max-width: 560px; } legend { margin-bottom: 8px; }',
})
export class StaffScope {
  readonly account = input.required<StaffView>();
  readonly authorisations = input.required<readonly AuthorisationView[]>();
  readonly assigned = output<string[]>();
  readonly abandoned = output<void>();

  protected readonly ids = linkedSignal(() => this.account().authorisations.map(({ id }) => id));

  protected toggle(id: string): void {
    this.ids.update((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]));
  }

  protected save(event: Event): void {
    event.preventDefault();
    this.assigned.emit(this.ids());
  }
}
