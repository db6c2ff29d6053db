import type { Person } from './asked.js';
import { isLook, opens, refuses, type Chapter } from './reading.js';

/** « Operator side: who may what » of the mechanisms, line by line. The host sees none of it (chapter 3). */
const isStaff = ({ role }: Person): boolean => role === 'exploitant' || role === 'data-manager' || role === 'gestionnaire';

/** What was typed before the first sending is not the holder's to read. */
const OF_PATIENTS: readonly string[] = ['Enrolment', 'Form', 'Case', 'Query'];
const SEEN: readonly string[] = [...OF_PATIENTS, 'Authorisation', 'Protocol', 'Transfer', 'ReadGrant', 'Freeze', 'Journal'];

/** « Sees »: patients and forms of them, journal, dashboards, reports; the data manager and the manager « same ». */
export const staffSees: Chapter = (asked) => {
  const { person, subject, action, thing } = asked;
  if (!isStaff(person) || !isLook(asked) || !SEEN.includes(subject) || action === 'verify') return undefined;
  const sent = person.role !== 'exploitant' || !OF_PATIENTS.includes(subject) || thing.received;
  if (person.assigned && sent) return opens('C1.2');
  return refuses(person.role === 'exploitant' && OF_PATIENTS.includes(subject) ? 'P1' : 'C1.2');
};

type Doing = readonly [by: string, roles: readonly Person['role'][], ...acts: string[]];

/** « Does », and of the manager « accounts and rights of centres »: under the authorisations that are theirs. */
const DOES: readonly Doing[] = [
  ['P1', ['exploitant'], 'Enrolment.decide'],
  ['P3', ['exploitant'], 'Case.acknowledge', 'Case.transmit', 'Case.code'],
  ['C1.2', ['exploitant', 'data-manager'], 'Export.read', 'Export.make'],
  ['C2.2', ['data-manager'], 'Form.transcribe'],
  ['C12.5', ['data-manager'], 'Form.review', 'Form.lock'],
  ['R5', ['gestionnaire'], 'Authorisation.change-status'],
  ['C8.1', ['gestionnaire'], 'Authorisation.link'],
  ['C1.1', ['gestionnaire'], 'Protocol.import', 'Protocol.publish', 'Protocol.withdraw', 'Protocol.pass-forms'],
  ['C10.1', ['gestionnaire'], 'Transfer.make'],
  ['C12.4', ['gestionnaire'], 'Freeze.announce', 'Freeze.freeze', 'Freeze.lift'],
  ['C6.4', ['gestionnaire'], 'Notification.read', 'Notification.acknowledge', 'Notification.resend'],
];
const DOING = new Map(DOES.flatMap(([by, roles, ...acts]) => acts.map((act) => [act, { by, roles }] as const)));

export const staffDoes: Chapter = ({ person, subject, action, thing }) => {
  const doing = DOING.get(`${subject}.${action}`);
  if (!doing) return undefined;
  const sent = person.role !== 'exploitant' || !OF_PATIENTS.includes(subject) || thing.received;
  return doing.roles.includes(person.role) && person.assigned && sent ? opens(doing.by) : refuses(doing.by);
};

/** « Authorisations »: a manager opens one, which is nobody's before. */
export const managerOpens: Chapter = ({ person, subject, action }) => {
  if (subject !== 'Authorisation' || action !== 'open') return undefined;
  return person.role === 'gestionnaire' ? opens('R1') : refuses('R1');
};

/** The manager sees whom the centres designated; to the others it is the centre's own business (C4.2). */
export const managerSeesRights: Chapter = ({ person, subject, action }) => {
  if (subject !== 'Designation' || action !== 'read' || person.role === 'none') return undefined;
  return person.role === 'gestionnaire' && person.assigned ? opens('C5.7') : refuses('C4.2');
};

/** « Asks and closes queries »: the data manager; what a centre asked is answered by them, and closed by the centre. */
export const staffQueries: Chapter = ({ person, subject, action, thing }) => {
  if (subject !== 'Query' || !isStaff(person) || action === 'read') return undefined;
  const theirs = person.role === 'data-manager' && person.assigned;
  const askedByHospital = thing.askedBy === 'hospital';
  switch (action) {
    case 'ask':
    case 'assign':
      return theirs ? opens('C5.2') : refuses('C5.2');
    case 'answer':
      return theirs && askedByHospital ? opens('C5.2') : refuses('C3.4');
    case 'close':
    case 'reopen':
    case 'cancel':
    case 'remind':
      return theirs && !askedByHospital ? opens('C5.2') : refuses('C5.2');
    default:
      return undefined;
  }
};

const OF_STAFF: readonly string[] = ['read', 'create', 'confirm', 'decline', 'retract', 'update', 'close'];
const OF_FACTORS: readonly string[] = ['read', 'propose', 'confirm', 'decline', 'retract'];

/**
 * « Staff accounts »: the manager's, whatever is assigned to them. Another manager's account, and the forgetting of second factors, take two
 * of them (decisions 18 and 20); nobody decides of their own. Whether there is a proposal to answer is a matter of its state.
 */
export const staffAccounts: Chapter = ({ person, subject, action, thing }) => {
  const known = subject === 'Staff' ? OF_STAFF : subject === 'FactorReset' ? OF_FACTORS : [];
  if (!known.includes(action)) return undefined;
  if (person.role !== 'gestionnaire') return refuses(subject === 'Staff' ? 'C3.4' : 'C3.1');
  if (action === 'read') return opens('C3.1');
  if (action === 'retract') return thing.proposedBy === 'them' ? opens('C3.1') : refuses('C3.1');
  if (thing.themselves && action !== 'create') return refuses('C3.1');
  const answers = action === 'confirm' || action === 'decline';
  if (answers && thing.proposedBy === 'them') return refuses('C3.1');
  if (subject === 'FactorReset') return opens('C3.1');
  // The host's accounts are not the operator's.
  const reached = answers ? thing.roleOfAccount === 'gestionnaire' : thing.roleOfAccount !== 'administrateur';
  return reached ? opens('C3.4') : refuses('C3.4');
};
