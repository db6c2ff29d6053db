import { may, mayNot, never, type Rule } from './rule.js';
import {
  askedByHospital,
  askedOfHospital,
  assignedToMe,
  itselfAssignedToMe,
  myOwnAccount,
  ofMyself,
  ofManager,
  ordinaryStaff,
  proposedByMe,
  received,
} from './terms.js';
import { STAFF_ROLES } from './vocabulary.js';

const ASSIGNED = ['exploitant', 'data-manager', 'gestionnaire'] as const;

const seeing: readonly Rule[] = [
  may('P6', ASSIGNED, 'Authorisation', ['read'], itselfAssignedToMe),
  may('C1.2', ASSIGNED, 'Authorisation', ['read-patients'], itselfAssignedToMe),
  may('C1.1', ASSIGNED, 'Protocol', ['read'], assignedToMe),
  may('C1.2', ['data-manager', 'gestionnaire'], 'Enrolment', ['read', 'follow', 'read-journal'], assignedToMe),
  may('C1.2', ['data-manager', 'gestionnaire'], 'Form', ['read', 'print'], assignedToMe),
  may('C1.2', ['data-manager', 'gestionnaire'], 'Case', ['read'], assignedToMe),
  may('C3.1', ASSIGNED, 'Journal', ['read'], assignedToMe),
  may('C1.2', ['data-manager', 'gestionnaire'], 'Query', ['read'], assignedToMe),
  may('C1.2', ASSIGNED, 'Transfer', ['read'], assignedToMe),
  may('C1.2', ASSIGNED, 'ReadGrant', ['read'], assignedToMe),
  may('C12.2', ASSIGNED, 'Freeze', ['read'], assignedToMe),
];

const holder: readonly Rule[] = [
  // What a centre has not sent yet is not the holder's to read.
  may('P1', ['exploitant'], 'Enrolment', ['read', 'follow', 'read-journal', 'decide'], assignedToMe, received),
  may('P1', ['exploitant'], 'Form', ['read', 'print'], assignedToMe, received),
  may('P1', ['exploitant'], 'Query', ['read'], assignedToMe, received),
  may('P3', ['exploitant'], 'Case', ['read', 'acknowledge', 'transmit', 'code'], assignedToMe, received),
  may('C1.2', ['exploitant', 'data-manager'], 'Export', ['read', 'make'], assignedToMe),
];

const operator: readonly Rule[] = [
  may('C2.2', ['data-manager'], 'Form', ['transcribe'], assignedToMe),
  may('C12.5', ['data-manager'], 'Form', ['review', 'lock'], assignedToMe),
  may('C5.2', ['data-manager'], 'Query', ['ask', 'assign'], assignedToMe),
  may('C5.2', ['data-manager'], 'Query', ['close', 'reopen', 'cancel', 'remind'], assignedToMe, askedOfHospital),
  may('C5.2', ['data-manager'], 'Query', ['answer'], assignedToMe, askedByHospital),
  may('C1.7', ['data-manager', 'gestionnaire'], 'Message', ['read', 'write'], assignedToMe),
  may('R5', ['gestionnaire'], 'Authorisation', ['change-status'], itselfAssignedToMe),
  may('R1', ['gestionnaire'], 'Authorisation', ['open']),
  may('C8.1', ['gestionnaire'], 'Authorisation', ['link'], itselfAssignedToMe),
  may('C1.1', ['gestionnaire'], 'Protocol', ['import', 'publish', 'withdraw', 'pass-forms'], assignedToMe),
  may('C5.7', ['gestionnaire'], 'Designation', ['read'], assignedToMe),
  may('C6.4', ['gestionnaire'], 'Notification', ['read', 'acknowledge', 'resend'], assignedToMe),
  may('C10.1', ['gestionnaire'], 'Transfer', ['make'], assignedToMe),
  may('C12.4', ['gestionnaire'], 'Freeze', ['announce', 'freeze', 'lift'], assignedToMe),
  may('C3.1', ['gestionnaire'], 'AccessLog', ['read']),
  may('C5.7', ['gestionnaire'], 'AccessReview', ['follow']),
  may('C3.2', ['gestionnaire'], 'Centre', ['read', 'import']),
  may('C3.4', ['gestionnaire'], 'Staff', ['read']),
  may('C3.4', ['gestionnaire'], 'Staff', ['create', 'update', 'close'], ordinaryStaff),
  may('C3.1', ['gestionnaire'], 'Staff', ['confirm', 'decline'], ofManager),
  may('C3.1', ['gestionnaire'], 'Staff', ['retract'], proposedByMe),
  mayNot('C3.4', ['gestionnaire'], 'Staff', ['create', 'confirm', 'decline', 'update', 'close']),
  mayNot('C3.1', ['gestionnaire'], 'Staff', ['retract']),
  never('C3.1', ['gestionnaire'], 'Staff', ['confirm', 'decline', 'update', 'close'], myOwnAccount),
  // A manager's account is made by two managers.
  never('C3.1', ['gestionnaire'], 'Staff', ['confirm', 'decline'], proposedByMe),
  // So is the forgetting of someone's second factors.
  may('C3.1', ['gestionnaire'], 'FactorReset', ['read', 'propose', 'confirm', 'decline']),
  may('C3.1', ['gestionnaire'], 'FactorReset', ['retract'], proposedByMe),
  mayNot('C3.1', ['gestionnaire'], 'FactorReset', ['retract']),
  never('C3.1', ['gestionnaire'], 'FactorReset', ['propose', 'confirm', 'decline'], ofMyself),
  never('C3.1', ['gestionnaire'], 'FactorReset', ['confirm', 'decline'], proposedByMe),
];

const host: readonly Rule[] = [
  may('C3.1', ['administrateur'], 'Installation', ['read']),
  may('C3.1', ['administrateur'], 'Journal', ['verify']),
  mayNot('C3.1', ['administrateur'], 'Authorisation', ['read', 'read-patients']),
  mayNot('C3.1', ['administrateur'], 'Protocol', ['read']),
  mayNot('C3.1', ['administrateur'], 'Journal', ['read']),
  mayNot('C3.1', ['administrateur'], 'Transfer', ['read']),
  mayNot('C3.1', ['administrateur'], 'ReadGrant', ['read']),
  mayNot('C3.1', ['administrateur'], 'Freeze', ['read']),
  mayNot('C3.1', ['administrateur'], 'Enrolment', ['read', 'follow', 'read-journal', 'cancel', 'decide']),
  mayNot('C3.1', ['administrateur'], 'Form', [
    'read',
    'print',
    'write',
    'complete',
    'reopen',
    'transcribe',
    'review',
    'lock',
    'ask-unlock',
  ]),
  mayNot('C3.1', ['administrateur'], 'Query', ['read', 'ask', 'answer', 'close', 'reopen', 'cancel', 'remind', 'assign']),
  mayNot('C3.1', ['administrateur'], 'Centre', ['read', 'import']),
  mayNot('C3.1', ['administrateur'], 'Case', ['read', 'acknowledge', 'transmit', 'code']),
  mayNot('C3.1', ['administrateur'], 'Message', ['read', 'write']),
  mayNot('C3.1', ['administrateur'], 'Export', ['read', 'make']),
];

/** What nobody on this side does, each with the rule that says so: nobody there has a hospital role. */
const refusals: readonly Rule[] = [
  mayNot('C3.4', STAFF_ROLES, 'Authorisation', ['start-request', 'designate-prescriber', 'designate-pnm']),
  mayNot('C3.4', ['exploitant', 'gestionnaire'], 'Form', ['write', 'complete', 'reopen']),
  mayNot('C2.2', ['data-manager'], 'Form', ['write', 'complete', 'reopen']),
  mayNot('C2.2', ASSIGNED, 'Form', ['transcribe']),
  mayNot('C12.5', ASSIGNED, 'Form', ['review', 'lock']),
  mayNot('C3.4', ['exploitant', 'data-manager', 'gestionnaire'], 'Form', ['ask-unlock']),
  mayNot('C3.4', STAFF_ROLES, 'Form', ['sign-prescriber', 'sign-pharmacist']),
  mayNot('P1', ASSIGNED, 'Enrolment', ['decide']),
  mayNot('P3', ASSIGNED, 'Case', ['acknowledge', 'transmit', 'code']),
  mayNot('C3.4', ['exploitant', 'data-manager', 'gestionnaire'], 'Enrolment', ['cancel']),
  mayNot('R5', STAFF_ROLES, 'Authorisation', ['change-status']),
  mayNot('R1', ['exploitant', 'data-manager'], 'Authorisation', ['open']),
  mayNot('C8.1', STAFF_ROLES, 'Authorisation', ['link']),
  mayNot('C3.1', ['administrateur'], 'Authorisation', ['open']),
  mayNot('C1.1', STAFF_ROLES, 'Protocol', ['import', 'publish', 'withdraw', 'pass-forms']),
  mayNot('C3.4', STAFF_ROLES, 'Designation', ['withdraw']),
  mayNot('C3.4', ['exploitant', 'data-manager', 'gestionnaire'], 'Query', ['answer']),
  mayNot('C5.2', ASSIGNED, 'Query', ['ask', 'close', 'reopen', 'cancel', 'remind', 'assign']),
  mayNot('C9.2', STAFF_ROLES, 'ReadGrant', ['ask', 'grant', 'refuse', 'withdraw']),
  mayNot('C10.1', STAFF_ROLES, 'Transfer', ['make']),
  mayNot('C12.4', STAFF_ROLES, 'Freeze', ['announce', 'freeze', 'lift']),
  mayNot('C3.4', ['exploitant', 'data-manager', 'administrateur'], 'Staff', [
    'read',
    'create',
    'confirm',
    'decline',
    'retract',
    'update',
    'close',
  ]),
  mayNot('C3.2', ['exploitant', 'data-manager'], 'Centre', ['read', 'import']),
  mayNot('C3.1', ['exploitant', 'data-manager', 'administrateur'], 'FactorReset', ['read', 'propose', 'confirm', 'decline', 'retract']),
  mayNot('C1.2', ASSIGNED, 'Authorisation', ['read-patients']),
  mayNot('P1', ['exploitant'], 'Enrolment', ['follow', 'read-journal']),
  mayNot('C1.2', ['data-manager', 'gestionnaire'], 'Enrolment', ['follow', 'read-journal']),
  mayNot('P1', ['exploitant'], 'Form', ['print']),
  mayNot('C1.2', ['data-manager', 'gestionnaire'], 'Form', ['print']),
  // Whom a centre designates is the centre's own affair.
  mayNot('C4.2', ['exploitant', 'data-manager', 'administrateur'], 'Designation', ['read']),
  mayNot('C3.4', STAFF_ROLES, 'AccessReview', ['read', 'finish']),
  mayNot('C5.7', ['exploitant', 'data-manager', 'administrateur'], 'AccessReview', ['follow']),
  mayNot('C3.4', STAFF_ROLES, 'Colleague', ['read']),
  mayNot('C3.1', ASSIGNED, 'Journal', ['verify']),
  mayNot('C3.1', ASSIGNED, 'Installation', ['read']),
  mayNot('C6.4', STAFF_ROLES, 'Notification', ['read', 'acknowledge', 'resend']),
  mayNot('C3.1', ['exploitant', 'data-manager', 'administrateur'], 'AccessLog', ['read']),
  mayNot('C1.2', ['exploitant', 'data-manager'], 'Export', ['make']),
  mayNot('C1.2', ['gestionnaire'], 'Export', ['read', 'make']),
  mayNot('C1.7', ['exploitant'], 'Message', ['read', 'write']),
  mayNot('C1.7', ['data-manager', 'gestionnaire'], 'Message', ['write']),
];

/** The side of the holder, the operator and the host (docs/design: « Operator side »). */
export const OPERATOR_RULES: readonly Rule[] = [...seeing, ...holder, ...operator, ...host, ...refusals];
