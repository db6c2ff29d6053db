import type { Facts, HospitalRole, StaffRole } from './vocabulary.js';

import type { PersonaCode } from './messages.fr.js';
/** A person of the printed table. */
export interface Persona {
  readonly name: PersonaCode;
  readonly facts: Facts;
}

const NOTHING = { requested: [], designated: [] } as const;

const at = (name: PersonaCode, personId: string, role: HospitalRole, centreId: string, more: Partial<Facts> = {}): Persona => ({
  name,
  facts: { personId, profile: { role, centreId }, ...NOTHING, ...more },
});

const staffed = (name: PersonaCode, role: StaffRole, ...authorisationIds: string[]): Persona => ({
  name,
  facts: { personId: role, staff: { role, authorisationIds }, ...NOTHING },
});

/** Everyone that the table tells apart. The thing asked about is of centre A, under authorisation X, and names Dr Nommé. */
export const PERSONAS: readonly Persona[] = [
  at('prescriber', 'other', 'prescriber', 'A'),
  at('prescriber-named', 'named', 'prescriber', 'A'),
  at('prescriber-requested', 'requester', 'prescriber', 'A', { requested: ['X'] }),
  at('prescriber-designated', 'designee', 'prescriber', 'A', { designated: ['X'] }),
  at('prescriber-requested-elsewhere', 'elsewhere', 'prescriber', 'A', { requested: ['Y'] }),
  at('prescriber-of-b', 'of-b', 'prescriber', 'B', { requested: ['X'] }),
  at('pharmacist', 'pharmacist', 'pharmacist', 'A'),
  at('pharmacist-of-b', 'pharmacist-b', 'pharmacist', 'B'),
  at('pharmacist-reader', 'reader', 'pharmacist', 'B', { readGrants: ['E'] }),
  at('pnm-designated', 'pnm', 'pnm', 'A', { designated: ['X'] }),
  at('pnm-designated-elsewhere', 'pnm-other', 'pnm', 'A', { designated: ['Y'] }),
  at('pnm', 'pnm-none', 'pnm', 'A'),
  at('pnm-of-b', 'pnm-b', 'pnm', 'B', { designated: ['X'] }),
  staffed('holder', 'exploitant', 'X'),
  staffed('holder-elsewhere', 'exploitant', 'Y'),
  staffed('data-manager', 'data-manager', 'X'),
  staffed('data-manager-elsewhere', 'data-manager', 'Y'),
  staffed('manager', 'gestionnaire', 'X'),
  staffed('manager-elsewhere', 'gestionnaire', 'Y'),
  staffed('administrator', 'administrateur'),
  { name: 'nobody', facts: { personId: 'nobody', ...NOTHING } },
];
