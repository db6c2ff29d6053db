import { Component, computed, input } from '@angular/core';
import type { FormView } from '#api-client';
import { Icon, instantInWords } from '#kernel/web';
import { ROLE_WORDS } from '#kernel/domain';

/** The signatures of a form; those that a later change voided say so. */
@Component({
  selector: 'app-signature-list',
  imports: [Icon],
  template: `
    @for (signature of shown(); track signature.id) {
      <p class="line" [class.voided]="signature.voided">
        <app-icon [name]="signature.voided ? 'cancel' : 'sign'" />
        <span>
          <span class="what">{{ signature.text }}</span>
          @if (signature.voided; as text) {
            <strong class="why">{{ text }}</strong>
          }
        </span>
      </p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 4px;
    }
    .line {
      display: flex;
      gap: 8px;
    }
    .line > app-icon {
      color: var(--green);
    }
    .why {
      margin-inline-start: 6px;
    }
    .voided > app-icon {
      color: var(--amber);
    }
    .voided .what {
      color: var(--ink-soft);
      text-decoration: line-through;
    }
  `,
})
export class SignatureList {
  readonly form = input.required<FormView>();

  protected readonly shown = computed(() =>
    this.form().signatures.map(({ id, person, role, signedAt, voidedAt, voidedByName = '', centreName }) => ({
      id,
      text: $localize`Signée par ${person.name}, ${ROLE_WORDS[role]}, ${centreName}, le ${instantInWords(signedAt)}.`,
      voided: voidedAt && $localize`Annulée le ${instantInWords(voidedAt)}\u00a0: ${voidedByName} a changé une réponse qu’elle couvre.`,
    })),
  );
}
