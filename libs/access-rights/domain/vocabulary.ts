import { subject, type Subject } from '@casl/ability';

/** Roles that a hospital profile gives (charter §5). */
export const HOSPITAL_ROLES = ['prescriber', 'pharmacist', 'pnm'] as const;
export type HospitalRole = (typeof HOSPITAL_ROLES)[number];

/** Roles of the holder's, the operator's and the host's staff: never a hospital role (charter C3.4). */
export const STAFF_ROLES = ['exploitant', 'data-manager', 'gestionnaire', 'administrateur'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export type Role = HospitalRole | StaffRole;

/**
 * All that the policy knows of a person, gathered before it is asked: no clock and no database in here. Authorisations are already
 * expanded over the groups that one access opens (`expandGroups`), and what has ended is not there any more.
 */
export interface Facts {
  readonly personId: string;
  /** The hospital profile in which the person works now. */
  readonly profile?: { readonly role: HospitalRole; readonly centreId: string };
  /** Authorisations for which this person made, in this centre, a request that lives (C5.1, C5.8, C10.6). */
  readonly requested: readonly string[];
  /** Authorisations to which a colleague designated this person, in this centre and this role (C5.1, C5.4). */
  readonly designated: readonly string[];
  /** The account of the holder's, the operator's or the host's side, with the authorisations it is assigned. */
  readonly staff?: { readonly role: StaffRole; readonly authorisationIds: readonly string[] };
  /** Enrolments that another centre opened to this pharmacist for reading, until a date not yet past (C9.2). */
  readonly readGrants?: readonly string[];
  /** Former enrolments, in this centre, of patients whose present one the person may read (C8.3). */
  readonly continued?: readonly string[];
  /** Authorisations whose collection is frozen (C12.4). */
  readonly frozen?: readonly string[];
}

/** What the policy looks at on each thing. Every attribute is given, none is null: so it becomes SQL as it stands. */
export interface Subjects {
  Authorisation: { id: string; holderId: string; status: string; groupId?: string };
  /** A version of the protocol of an authorisation. */
  Protocol: { authorisationId: string };
  Enrolment: EnrolmentAttributes & { id: string };
  /** `visitCentreId`: the centre that was in charge of the form's visit. */
  Form: EnrolmentAttributes & { enrolmentId: string; kind: string; visitCentreId: string };
  /** What pharmacovigilance received on forms of that centre: an adverse effect or a special situation, with its follow-up. */
  Case: EnrolmentAttributes & { enrolmentId: string; visitCentreId: string };
  Designation: { authorisationId: string; centreId: string; kind: string; designatorId: string; designeeId: string };
  Colleague: { centreId: string };
  /** The centres that the installation knows. */
  Centre: Record<string, never>;
  /** `proposedBy`: the manager who proposed it, empty once it was confirmed. */
  Staff: { personId: string; role: string; proposedBy: string };
  /** That the second factors of a person be forgotten, so that they enrol again; `proposedBy`: the manager who asks it, empty before one does. */
  FactorReset: { personId: string; proposedBy: string };
  Journal: { authorisationId: string };
  Notification: { authorisationId: string };
  /** `askedBy`: `system`, `operator` or `hospital`; `askerCentreId`: the centre that asked, empty when none did; `onFat`: whether it is about the FAT. */
  Query: {
    authorisationId: string;
    centreId: string;
    formerCentreIds: readonly string[];
    visitCentreId: string;
    received: string;
    prescriberId: string;
    askedBy: string;
    askerCentreId: string;
    onFat: 'yes' | 'no';
  };
  Transfer: { authorisationId: string; centreId: string; toCentreId: string };
  /** `centreId` cares for the patient; `askerId` dispenses elsewhere. */
  ReadGrant: { authorisationId: string; centreId: string; askerId: string; askerCentreId: string };
  /** Of who has access in a centre, once a year; `pharmacists`: whether any works there. */
  AccessReview: { centreId: string; pharmacists: 'yes' | 'no' };
  Freeze: { authorisationId: string };
  Export: { authorisationId: string };
  Message: { authorisationId: string; centreId: string };
  Installation: Record<string, never>;
  /** Who looked at what: ids, never patient data. */
  AccessLog: Record<string, never>;
}

interface EnrolmentAttributes {
  authorisationId: string;
  centreId: string;
  formerCentreIds: readonly string[];
  state: string;
  /** `yes` once the request was sent to the holder, for good; `no` before. */
  received: string;
  authorId: string;
  prescriberId: string;
}

export type SubjectName = keyof Subjects;

/** Every act on every kind of thing: what the rules may name, and the columns of the printed table. */
export const ACTIONS = {
  Authorisation: ['read', 'start-request', 'read-patients', 'designate-prescriber', 'designate-pnm', 'change-status', 'open', 'link'],
  Protocol: ['read', 'import', 'publish', 'withdraw', 'pass-forms'],
  Enrolment: ['read', 'follow', 'cancel', 'decide', 'read-journal'],
  Form: [
    'read',
    'write',
    'complete',
    'reopen',
    'sign-prescriber',
    'sign-pharmacist',
    'print',
    'transcribe',
    'review',
    'lock',
    'ask-unlock',
  ],
  Case: ['read', 'acknowledge', 'transmit', 'code'],
  Designation: ['read', 'withdraw'],
  Colleague: ['read'],
  Centre: ['read', 'import'],
  Staff: ['read', 'create', 'confirm', 'decline', 'retract', 'update', 'close'],
  FactorReset: ['read', 'propose', 'confirm', 'decline', 'retract'],
  Journal: ['read', 'verify'],
  Notification: ['read', 'acknowledge', 'resend'],
  Query: ['read', 'ask', 'answer', 'close', 'reopen', 'cancel', 'remind', 'assign'],
  Transfer: ['read', 'make'],
  ReadGrant: ['read', 'ask', 'grant', 'refuse', 'withdraw'],
  AccessReview: ['read', 'finish', 'follow'],
  Freeze: ['read', 'announce', 'freeze', 'lift'],
  Export: ['read', 'make'],
  Message: ['read', 'write'],
  Installation: ['read'],
  AccessLog: ['read'],
} as const satisfies Record<SubjectName, readonly string[]>;

export type ActionOn<S extends SubjectName> = (typeof ACTIONS)[S][number];

/** Names what a plain object is, so that the policy can be asked about it. The object itself is left as it was. */
export function as<S extends SubjectName>(name: S, attributes: Subjects[S]): Subject {
  return subject(name, { ...attributes });
}

/** A group of authorisations of one medicine, and whether one access opens all of them (charter C3.3). */
export interface AccessGroup {
  readonly access: 'single' | 'separate';
  readonly authorisationIds: readonly string[];
}

/** The authorisations that these open: themselves, and all of their group where access is single (charter C3.3). */
export function expandGroups(ids: readonly string[], groups: readonly AccessGroup[]): string[] {
  const opened = new Set(ids);
  for (const { access, authorisationIds } of groups) {
    if (access === 'single' && authorisationIds.some((id) => ids.includes(id))) authorisationIds.forEach((id) => opened.add(id));
  }
  return [...opened];
}

/** Whether a role reaches the authorisations of its holder, all of them, rather than those it is assigned. */
export function reachesByHolder(role: StaffRole): boolean {
  return role === 'exploitant';
}
