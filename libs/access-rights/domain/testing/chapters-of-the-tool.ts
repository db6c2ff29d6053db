import type { Asked } from './asked.js';
import { hasAccess, worksInHospital } from './chapter-5.js';
import { forbids, isWriting, opens, refuses, type Chapter } from './reading.js';

/** Chapter 1: messages between the tool's staff, who are the operator's, and the professionals who have access (C1.7). */
export const chapter1: Chapter = ({ person, subject, action, thing }) => {
  // A version is what the manager works on; the hospital has the PUT with its authorisation (P6).
  if (subject === 'Protocol' && action === 'read' && worksInHospital(person.role)) return refuses('C1.1');
  if (subject !== 'Message' || (action !== 'read' && action !== 'write')) return undefined;
  const operator = (person.role === 'data-manager' || person.role === 'gestionnaire') && person.assigned;
  return operator || (thing.ofTheirCentre && hasAccess(person)) ? opens('C1.7') : refuses('C1.7');
};

/** What the host's administrator does: operates (configuration, health, counts), and never any patient data. */
const OPERATED: readonly string[] = ['Installation.read', 'Journal.verify'];

/** What only who works in a centre does: no account of staff has a hospital role (C3.4). */
const OF_CENTRES: readonly string[] = [
  'Authorisation.start-request',
  'Authorisation.designate-prescriber',
  'Authorisation.designate-pnm',
  'Enrolment.cancel',
  'Form.write',
  'Form.complete',
  'Form.reopen',
  'Form.sign-prescriber',
  'Form.sign-pharmacist',
  'Form.ask-unlock',
  'Designation.withdraw',
  'Colleague.read',
  'AccessReview.read',
  'AccessReview.finish',
];
/** The data manager types what is on a document, by an act of its own (C2.2). */
const TYPED: readonly string[] = ['Form.write', 'Form.complete', 'Form.reopen'];

/** Chapter 3, the two sides (C3.4): nothing without a role or with one on each side, and nothing of a centre for staff. */
export const twoSides: Chapter = ({ person, subject, action }) => {
  if (person.role === 'none' || person.role === 'both') return forbids('C3.4');
  if (worksInHospital(person.role)) return undefined;
  const act = `${subject}.${action}`;
  if (!OF_CENTRES.includes(act)) return undefined;
  return forbids(person.role === 'data-manager' && TYPED.includes(act) ? 'C2.2' : 'C3.4');
};

/** Chapter 3, the host and the logs (C3.1), and the list of centres (C3.2). */
export const hostAndLogs: Chapter = ({ person, subject, action }) => {
  if (OPERATED.includes(`${subject}.${action}`)) return person.role === 'administrateur' ? opens('C3.1') : forbids('C3.1');
  if (person.role === 'administrateur') return forbids('C3.1');
  // It holds ids and nothing of a patient: the manager reads all of it, whatever is assigned to them (decision 18).
  if (subject === 'AccessLog' && action === 'read') return person.role === 'gestionnaire' ? opens('C3.1') : refuses('C3.1');
  // Centres are those of the register, by which hospital people are identified: the manager keeps the list.
  if (subject === 'Centre') return person.role === 'gestionnaire' ? opens('C3.2') : refuses('C3.2');
  return subject === 'Journal' && action === 'read' && worksInHospital(person.role) ? refuses('C3.1') : undefined;
};

/** Chapter 12, telling (C12.1, C12.2): the users concerned see what is planned. */
export const freezeIsTold: Chapter = ({ person, subject, action }) => {
  if (subject !== 'Freeze' || action !== 'read' || !worksInHospital(person.role)) return undefined;
  return hasAccess(person) ? opens('C12.2') : refuses('C12.2');
};

/** Chapter 12, the freeze (C12.4): all writing stops, at once and everywhere. */
export const freezeStops: Chapter = (asked: Asked) => (asked.thing.frozen && isWriting(asked) ? forbids('C12.4') : undefined);

/** The reform (R5): an authorisation ended or suspended takes no new FAT; the follow-up goes on. */
export const reform: Chapter = ({ subject, action, thing }) =>
  subject === 'Authorisation' && action === 'start-request' && thing.status !== 'in-force' ? forbids('R5') : undefined;
