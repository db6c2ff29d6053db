import type { RoleName } from '#kernel/domain';

/** Who works at a hospital. */
export const AT_HOSPITAL: readonly RoleName[] = ['prescriber', 'pharmacist', 'pnm'];

/** Everyone whose work is about patients: all but the administrator of the installation. */
export const WITH_PATIENTS: readonly RoleName[] = [...AT_HOSPITAL, 'exploitant', 'data-manager', 'gestionnaire'];
