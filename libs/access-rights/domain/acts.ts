import { ofEnrolment, ofStream } from '#kernel/domain';
import type { StaffRole } from './vocabulary.js';

interface Requester {
  readonly personId: string;
  readonly centreId: string;
}

interface Designated {
  readonly kind: string;
  readonly authorisationId: string;
  readonly designeeId: string;
  readonly endsOn: string;
}

interface Proposed {
  readonly role: StaffRole;
  readonly proposedBy?: string | null;
}

const AUTHORISATION = { subject: 'Authorisation' };
const STAFF = { subject: 'Staff' };
const RESET = { subject: 'FactorReset' };

/** A prescriber's access to the patients of an authorisation, by a request of theirs (charter C5.4). It stands in the file of that request. */
export const ACCESS_ACTS = {
  requestMade: ofEnrolment<Requester>({
    ...AUTHORISATION,
    name: 'access.request-made',
    label: 'Demande d’accès faite par le prescripteur\u00a0: les patients de l’autorisation lui sont ouverts',
    changesRights: true,
  }),
  requestClosed: ofEnrolment<Requester>({
    ...AUTHORISATION,
    name: 'access.request-closed',
    label: 'Demande d’accès close\u00a0: elle n’ouvre plus les patients de l’autorisation au prescripteur',
    changesRights: true,
  }),
} as const;

/** Who may work for whom in a centre (charter C5.8). */
export const DESIGNATION_ACTS = {
  made: ofStream<Designated>('centre', { subject: 'Designation', name: 'designation.made', label: 'Désignation' }),
  withdrawn: ofStream<Designated>('centre', { subject: 'Designation', name: 'designation.withdrawn', label: 'Désignation retirée' }),
  authorLeft: ofStream<{ readonly personId: string; readonly designationIds: readonly string[] }>('centre', {
    ...AUTHORISATION,
    name: 'designation.author-left',
    label: 'Auteur d’une désignation parti',
  }),
} as const;

/** Accounts of the operator's side (charter C3.1). */
export const STAFF_ACTS = {
  created: ofStream<{ readonly role: StaffRole; readonly holderId?: string; readonly authorisationIds: readonly string[] }>('person', {
    ...STAFF,
    name: 'staff.created',
    label: 'Compte ouvert',
  }),
  proposed: ofStream<{ readonly role: StaffRole; readonly holderId?: string; readonly authorisationIds?: readonly string[] }>('person', {
    ...STAFF,
    name: 'staff.proposed',
    label: 'Compte de gestionnaire proposé',
  }),
  confirmed: ofStream<Proposed & { readonly authorisationIds?: readonly string[] }>('person', {
    ...STAFF,
    name: 'staff.confirmed',
    label: 'Compte de gestionnaire confirmé',
  }),
  declined: ofStream<Proposed>('person', { ...STAFF, name: 'staff.declined', label: 'Compte de gestionnaire décliné' }),
  retracted: ofStream<Proposed>('person', { ...STAFF, name: 'staff.retracted', label: 'Proposition d’un compte retirée' }),
  updated: ofStream<{ readonly active: boolean; readonly authorisationIds?: readonly string[]; readonly former?: readonly string[] }>(
    'person',
    {
      ...STAFF,
      name: 'staff.updated',
      label: 'Compte modifié',
    },
  ),
  closed: ofStream<{ readonly active: boolean; readonly authorisationIds?: readonly string[]; readonly former?: readonly string[] }>(
    'person',
    {
      ...STAFF,
      name: 'staff.closed',
      label: 'Compte fermé',
    },
  ),
  firstManager: ofStream<{ readonly role: StaffRole }>('person', {
    ...STAFF,
    name: 'staff.first-manager',
    label: 'Compte de gestionnaire fait par une commande',
  }),
} as const;

/** A lost second factor given back (docs/decisions/0020). */
export const FACTOR_RESET_ACTS = {
  proposed: ofStream('person', { ...RESET, name: 'second-factor.reset-proposed', label: 'Réinitialisation d’un second facteur proposée' }),
  done: ofStream<{ readonly proposedBy: string; readonly factors: number }>('person', {
    ...RESET,
    name: 'second-factor.reset',
    label: 'Second facteur réinitialisé',
  }),
  declined: ofStream<{ readonly proposedBy: string }>('person', {
    ...RESET,
    name: 'second-factor.reset-declined',
    label: 'Réinitialisation d’un second facteur déclinée',
  }),
  retracted: ofStream<{ readonly proposedBy: string }>('person', {
    ...RESET,
    name: 'second-factor.reset-retracted',
    label: 'Réinitialisation d’un second facteur retirée',
  }),
  doneByCommand: ofStream<{ readonly factors: number; readonly managersLockedOut?: boolean }>('person', {
    subject: 'Person',
    name: 'second-factor.reset-by-command',
    label: 'Second facteur réinitialisé par une commande',
  }),
} as const;
