import type { Person, Thing } from './asked.js';
import { opens, refuses, type Chapter, type Said } from './reading.js';

/** The paragraphs of chapter 5 that speak of each role: what it sees, and what it does there. */
const SEEING = { prescriber: 'C5.1', pharmacist: 'C5.3', pnm: 'C5.4' } as const;
const TYPING = { prescriber: 'C5.2', pharmacist: 'C5.3', pnm: 'C5.4' } as const;

export const worksInHospital = (role: Person['role']): role is keyof typeof SEEING => role in SEEING;

/** Whether the authorisation is open to them: to a prescriber C5.1, to a pharmacist C5.3 (whatever it is), to PNM C5.4. */
export function hasAccess({ role, requested, designated }: Person): boolean {
  if (role === 'prescriber') return requested || designated;
  return role === 'pharmacist' || (role === 'pnm' && designated);
}

/** C5.8: before any request of theirs, a prescriber sees the FAT that names them. Who starts one as prescriber names themselves. */
const isNamed = ({ role }: Person, { ofTheirCentre, named }: Thing): boolean => role === 'prescriber' && ofTheirCentre && named;

/** Chapter 5 of the file of a patient: who sees it, and who may take its request back. Until when is a matter of its state, not of rights. */
export const chapter5OfFiles: Chapter = ({ person, subject, action, thing }) => {
  if (subject !== 'Enrolment' || !worksInHospital(person.role)) return undefined;
  const theirs = hasAccess(person) && thing.ofTheirCentre;
  const named = isNamed(person, thing);
  switch (action) {
    case 'read':
      return theirs || named ? opens(theirs ? SEEING[person.role] : 'C5.8') : refuses(SEEING[person.role]);
    // « Before that they see that FAT only »: not what follows it, nor the account of who did what.
    case 'follow':
    case 'read-journal':
      return theirs ? opens(SEEING[person.role]) : refuses(named ? 'C5.8' : SEEING[person.role]);
    case 'cancel':
      return (theirs && mayTakeBack(person, thing)) || named ? opens(TYPING[person.role]) : refuses(TYPING[person.role]);
    default:
      return undefined;
  }
};

/** A request is of a prescriber and a pharmacist (P1): PNM take back only the draft that they began, and not what someone signed. */
const mayTakeBack = ({ role }: Person, { begun, state }: Thing): boolean =>
  role !== 'pnm' || (begun && (state === 'draft' || state === 'completed'));

/** Chapter 5 of forms, and its table (C5.5): all three type all forms, prescribers and pharmacists sign in their own role (C5.6). */
export const chapter5OfForms: Chapter = ({ person, subject, action, thing }) => {
  if (subject !== 'Form' || !worksInHospital(person.role)) return undefined;
  const { role } = person;
  switch (action) {
    case 'sign-prescriber':
      return role === 'prescriber' ? ofForms(person, thing, TYPING[role]) : refuses(role === 'pnm' ? 'C5.4' : 'C5.6');
    case 'sign-pharmacist':
      return role === 'pharmacist' ? ofForms(person, thing, TYPING[role]) : refuses(role === 'pnm' ? 'C5.4' : 'C5.6');
    case 'read':
    case 'print':
      return ofForms(person, thing, SEEING[role]);
    // C12.5: anyone who would type in a locked form asks that the lock be lifted.
    case 'write':
    case 'complete':
    case 'reopen':
    case 'ask-unlock':
      return ofForms(person, thing, TYPING[role]);
    default:
      return undefined;
  }
};

function ofForms(person: Person, thing: Thing, by: string): Said {
  if (hasAccess(person) && thing.ofTheirCentre) return opens(by);
  if (!isNamed(person, thing)) return refuses(by);
  // R7: an inclusion form is to AAC and CPC what the FAT is to early access.
  return thing.kind === 'FAT' || thing.kind === 'INC' ? opens('C5.8') : refuses('C5.8');
}

/** Chapter 5 of an authorisation: who starts a request (C5.8), who designates whom (C5.1, C5.4). */
export const chapter5OfAuthorisations: Chapter = ({ person, subject, action }) => {
  if (subject !== 'Authorisation' || !worksInHospital(person.role)) return undefined;
  const { role } = person;
  switch (action) {
    // They may start a FAT on any authorisation in force, and each shows its contacts and its PUT.
    case 'read':
      return opens('P6');
    case 'start-request':
      return role !== 'pnm' || hasAccess(person) ? opens('C5.8') : refuses('C5.4');
    case 'read-patients':
      return hasAccess(person) ? opens(SEEING[role]) : refuses(SEEING[role]);
    case 'designate-prescriber':
      return role === 'prescriber' && person.requested ? opens('C5.1') : refuses('C5.1');
    case 'designate-pnm':
      return role !== 'pnm' && hasAccess(person) ? opens('C5.4') : refuses('C5.4');
    default:
      return undefined;
  }
};

/**
 * Chapter 5 of designations, in one's own centre: seen by who has access there, by who made it and by whom it is about; PNM see those of
 * PNM. Withdrawn by who made it, and by the centre's pharmacists and prescribers of that authorisation (mechanisms, « Request made »).
 */
export const chapter5OfDesignations: Chapter = ({ person, subject, action, thing }) => {
  if (!worksInHospital(person.role)) return undefined;
  if (subject === 'Colleague') return thing.ofTheirCentre ? opens('C5.4') : refuses('C5.4');
  if (subject !== 'Designation') return undefined;
  const by = SEEING[person.role];
  const made = person.role === 'prescriber' && thing.designator;
  const theirs = hasAccess(person) && (person.role !== 'pnm' || (thing.kind === 'pnm' && action === 'read'));
  const about = action === 'read' && thing.designee;
  return thing.ofTheirCentre && (theirs || made || about) ? opens(by) : refuses(by);
};

/**
 * C5.7, « given to the users »: once a year a centre looks at who has access there. It is done by who sees all its patients (C5.3), or by its prescribers where no one of
 * the pharmacy works there; for their own centre alone. That it was done is the manager's to follow, as rights of centres are; not whom it found.
 */
export const chapter5OfReviews: Chapter = ({ person, subject, action, thing }) => {
  if (subject !== 'AccessReview') return undefined;
  if (action === 'follow') return person.role === 'gestionnaire' ? opens('C5.7') : refuses('C5.7');
  if (action !== 'read' && action !== 'finish') return undefined;
  const theirs = person.role === 'pharmacist' || (person.role === 'prescriber' && !thing.pharmacists);
  return theirs && thing.ofTheirCentre ? opens('C5.7') : refuses('C5.7');
};

/** Chapter 5 of queries: asked and answered by all three, where they type (C5.2 to C5.4); the side that asked closes. */
export const chapter5OfQueries: Chapter = ({ person, subject, action, thing }) => {
  if (subject !== 'Query' || !worksInHospital(person.role)) return undefined;
  const named = isNamed(person, thing);
  // Whom a FAT names has that FAT, and what is asked about it.
  const theirs = (hasAccess(person) && thing.ofTheirCentre) || (named && thing.onFat);
  const askedByHospital = thing.askedBy === 'hospital';
  switch (action) {
    case 'read':
    case 'ask':
      return theirs ? opens(TYPING[person.role]) : refuses(named ? 'C5.8' : TYPING[person.role]);
    case 'answer':
      return theirs && !askedByHospital ? opens('C5.2') : refuses('C5.2');
    case 'close':
    case 'reopen':
    case 'cancel':
    case 'remind':
      return theirs && askedByHospital ? opens('C5.2') : refuses('C5.2');
    case 'assign':
      return refuses('C5.2');
    default:
      return undefined;
  }
};

/** Chapter 5 of declarations: seen by anyone who sees the patient. */
export const chapter5OfCases: Chapter = ({ person, subject, action, thing }) => {
  if (subject !== 'Case' || action !== 'read' || !worksInHospital(person.role)) return undefined;
  return hasAccess(person) && thing.ofTheirCentre ? opens(SEEING[person.role]) : refuses(SEEING[person.role]);
};
