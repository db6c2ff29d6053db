import { own } from '#kernel/domain';
/** Every role as people read it. A role that we do not know shows its code rather than nothing. */
export function roleInWords(role: string | undefined): string {
  return (role && own(ROLES, role)) || role || '';
}

const ROLES: Readonly<Record<string, string>> = {
  prescriber: $localize`Prescripteur`,
  pharmacist: $localize`Pharmacien`,
  pnm: $localize`Personnel non médical`,
  exploitant: $localize`Exploitant`,
  'data-manager': $localize`Data manager`,
  gestionnaire: $localize`Gestionnaire`,
  administrateur: $localize`Administrateur`,
  patient: $localize`Patient`,
  system: $localize`Passerelle`,
};
