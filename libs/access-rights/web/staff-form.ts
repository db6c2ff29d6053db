import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { AuthorisationView, CreateStaff, StaffView } from '#api-client';
import { LIMITS, roleTitle } from '#kernel/domain';
import { type ApiProblem, Button, ErrorPanel, Field, LengthNote, OneAtATime, toApiProblem } from '#kernel/web';
import { AccessApi } from './access.api.js';

type StaffRole = CreateStaff['role'];

/** Opens an account of the operator's side: who, by which identifier, in which role, on what. */
@Component({
  selector: 'app-staff-form',
  imports: [Button, ErrorPanel, Field, LengthNote],
  templateUrl: './staff-form.html',
  styles:
    '.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); align-items: end; gap: 16px 24px; } legend { margin-bottom: 8px; }',
})
export class StaffForm {
  private readonly api = inject(AccessApi);

  readonly authorisations = input.required<readonly AuthorisationView[]>();
  readonly made = output<StaffView>();
  readonly abandoned = output<void>();

  protected readonly roles: readonly StaffRole[] = ['data-manager', 'exploitant', 'gestionnaire'];
  protected readonly roleTitle = roleTitle;
  protected readonly draft = signal({ familyName: '', givenName: '', email: '', subject: '', holderId: '' });
  protected readonly role = signal<StaffRole>('data-manager');
  protected readonly ids = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly holders = computed(() => [
    ...new Map(this.authorisations().map(({ holderId, holderName }) => [holderId, holderName])),
  ]);

  /** Text fields: property, label, help, kind of keyboard. */
  protected readonly fields = [
    { name: 'givenName', label: $localize`Prénom`, type: 'text', hint: '', most: LIMITS.personName.max },
    { name: 'familyName', label: $localize`Nom`, type: 'text', hint: '', most: LIMITS.personName.max },
    { name: 'email', label: $localize`Adresse e-mail professionnelle`, type: 'email', hint: '', most: undefined },
    {
      name: 'subject',
      label: $localize`Identifiant chez le fournisseur`,
      type: 'text',
      hint: $localize`Celui que l’opérateur donne à la connexion.`,
      most: undefined,
    },
  ] as const;

  protected errorOf(name: string): string | null {
    return this.problem()?.about(name) ?? null;
  }

  protected set(name: string, event: Event): void {
    this.draft.update((draft) => ({ ...draft, [name]: (event.target as HTMLInputElement | HTMLSelectElement).value }));
  }

  protected setRole(event: Event): void {
    this.role.set((event.target as HTMLSelectElement).value as StaffRole);
  }

  protected toggle(id: string): void {
    this.ids.update((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]));
  }

  @OneAtATime()
  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    const { holderId, ...person } = this.draft();
    const ofHolder = this.role() === 'exploitant';
    try {
      const scope = ofHolder ? { ...(holderId && { holderId }), authorisationIds: [] } : { authorisationIds: [...this.ids()] };
      this.made.emit(await this.api.createStaff({ ...person, role: this.role(), ...scope }));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      setTimeout(() => document.querySelector<HTMLElement>('app-staff-form [aria-invalid=true]')?.focus());
    } finally {
      this.busy.set(false);
    }
  }
}
