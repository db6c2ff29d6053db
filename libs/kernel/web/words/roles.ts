import { own } from '#kernel/domain';

/** Every role as people read it. A role that we do not know shows its code rather than nothing. */
export function roleInWords(role: string | undefined): string {
  return (role && own<string | undefined>(ROLES, role)) || role || '';
}

const ROLES = {
  prescriber: $localize`Prescripteur`,
  pharmacist: $localize`Pharmacien`,
  pnm: $localize`Personnel non médical`,
  exploitant: $localize`Exploitant`,
  'data-manager': $localize`Data manager`,
  gestionnaire: $localize`Gestionnaire`,
  administrateur: $localize`Administrateur`,
  patient: $localize`Patient`,
  system: $localize`Passerelle`,
} as const satisfies Readonly<Record<string, string>>;

export type RoleName = keyof typeof ROLES;

/** Who works at a hospital. */
export const AT_HOSPITAL: readonly RoleName[] = ['prescriber', 'pharmacist', 'pnm'];

/** Everyone whose work is about patients: all but the administrator of the installation. */
export const WITH_PATIENTS: readonly RoleName[] = [...AT_HOSPITAL, 'exploitant', 'data-manager', 'gestionnaire'];
