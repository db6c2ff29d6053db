import type { Facts, HospitalRole, StaffRole } from './vocabulary.js';

/** A person of the printed table. */
export interface Persona {
  readonly name: string;
  readonly facts: Facts;
}

const NOTHING = { requested: [], designated: [] } as const;

const at = (name: string, personId: string, role: HospitalRole, centreId: string, more: Partial<Facts> = {}): Persona => ({
  name,
  facts: { personId, profile: { role, centreId }, ...NOTHING, ...more },
});

const staffed = (name: string, role: StaffRole, ...authorisationIds: string[]): Persona => ({
  name,
  facts: { personId: role, staff: { role, authorisationIds }, ...NOTHING },
});

/** Everyone that the table tells apart. The thing asked about is of centre A, under authorisation X, and names Dr Nommé. */
export const PERSONAS: readonly Persona[] = [
  at('prescripteur de A, sans demande ni désignation', 'other', 'prescriber', 'A'),
  at('prescripteur de A, nommé sur la FAT, qui n’a encore rien signé', 'named', 'prescriber', 'A'),
  at('prescripteur de A, qui a signé une demande pour X', 'requester', 'prescriber', 'A', { requested: ['X'] }),
  at('prescripteur de A, désigné pour X', 'designee', 'prescriber', 'A', { designated: ['X'] }),
  at('prescripteur de A, qui a signé une demande pour une autre autorisation', 'elsewhere', 'prescriber', 'A', { requested: ['Y'] }),
  at('prescripteur de B, qui a signé une demande pour X', 'of-b', 'prescriber', 'B', { requested: ['X'] }),
  at('pharmacien de A', 'pharmacist', 'pharmacist', 'A'),
  at('pharmacien de B', 'pharmacist-b', 'pharmacist', 'B'),
  at('pharmacien de B, à qui A a ouvert la lecture du patient', 'reader', 'pharmacist', 'B', { readGrants: ['E'] }),
  at('personnel non médical de A, désigné pour X', 'pnm', 'pnm', 'A', { designated: ['X'] }),
  at('personnel non médical de A, désigné pour une autre autorisation', 'pnm-other', 'pnm', 'A', { designated: ['Y'] }),
  at('personnel non médical de A, sans désignation', 'pnm-none', 'pnm', 'A'),
  at('personnel non médical de B, désigné pour X', 'pnm-b', 'pnm', 'B', { designated: ['X'] }),
  staffed('exploitant de X', 'exploitant', 'X'),
  staffed('exploitant d’une autre autorisation', 'exploitant', 'Y'),
  staffed('data manager affecté à X', 'data-manager', 'X'),
  staffed('data manager affecté à une autre autorisation', 'data-manager', 'Y'),
  staffed('gestionnaire affecté à X', 'gestionnaire', 'X'),
  staffed('gestionnaire affecté à une autre autorisation', 'gestionnaire', 'Y'),
  staffed('administrateur', 'administrateur'),
  { name: 'personne connectée sans profil', facts: { personId: 'nobody', ...NOTHING } },
];
