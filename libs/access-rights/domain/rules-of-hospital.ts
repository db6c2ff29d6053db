import { may, mayNot, type Rule } from './rule.js';
import {
  aboutMe,
  askedByMe,
  askedByHospital,
  askedFromMyCentre,
  askedFromThere,
  askedOfHospital,
  begunByMe,
  comingToMyCentre,
  continuedByMe,
  designatedToMe,
  designatesPnm,
  formContinuedByMe,
  formGrantedToMe,
  grantedToMe,
  inForce,
  isFat,
  isNoFat,
  itselfDesignatedToMe,
  itselfOpenedToMe,
  itselfRequestedByMe,
  madeByMe,
  namesMe,
  notSent,
  ofMyCentre,
  onceOfMyCentre,
  onFat,
  openedToMe,
  visitOfMyCentre,
  withoutPharmacist,
  type Term,
} from './terms.js';
import { HOSPITAL_ROLES, type HospitalRole } from './vocabulary.js';

/** Whose patients each role sees in its centre: the heart of charter §5. The pharmacist sees them all. Whom a FAT names comes apart, below. */
const ACCESS: readonly { readonly role: HospitalRole; readonly id: string; readonly typing: string; readonly access: readonly Term[] }[] = [
  { role: 'prescriber', id: 'C5.1', typing: 'C5.2', access: [openedToMe] },
  { role: 'pharmacist', id: 'C5.3', typing: 'C5.3', access: [] },
  { role: 'pnm', id: 'C5.4', typing: 'C5.4', access: [designatedToMe] },
];

const TYPING = ['write', 'complete', 'reopen', 'ask-unlock'] as const;
const SIGNING = ['sign-prescriber', 'sign-pharmacist'] as const;

const seeingAndTyping = ACCESS.flatMap(({ role, id, typing, access }): Rule[] => [
  may(id, [role], 'Enrolment', ['read', 'follow', 'read-journal'], ofMyCentre, ...access),
  may(id, [role], 'Form', ['read', 'print'], ofMyCentre, ...access),
  may(typing, [role], 'Form', TYPING, ofMyCentre, ...access),
  may(id, [role], 'Case', ['read'], ofMyCentre, ...access),
]);

/** Whom a FAT names sees and types that FAT, with what is asked about it, until they sign a request; nothing else of its patient (charter C5.8). */
const named: readonly Rule[] = [
  may('C5.8', ['prescriber'], 'Enrolment', ['read'], ofMyCentre, namesMe),
  may('C5.8', ['prescriber'], 'Form', ['read', 'print', ...TYPING], ofMyCentre, namesMe, isFat),
  may('C5.8', ['prescriber'], 'Query', ['read', 'ask'], ofMyCentre, namesMe, onFat),
  may('C5.8', ['prescriber'], 'Query', ['answer'], ofMyCentre, namesMe, onFat, askedOfHospital),
  may('C5.8', ['prescriber'], 'Query', ['close', 'reopen', 'cancel', 'remind'], ofMyCentre, namesMe, onFat, askedByHospital),
  mayNot('C5.8', ['prescriber'], 'Enrolment', ['follow', 'read-journal'], ofMyCentre, namesMe),
  mayNot('C5.8', ['prescriber'], 'Form', ['print', ...TYPING, 'sign-prescriber'], ofMyCentre, namesMe),
  mayNot('C5.8', ['prescriber'], 'Query', ['ask'], ofMyCentre, namesMe),
];

/** The side that asks is answered by the other side, and closes its own. */
const queries = ACCESS.flatMap(({ role, typing, access }): Rule[] => [
  may(typing, [role], 'Query', ['read', 'ask'], ofMyCentre, ...access),
  may(typing, [role], 'Query', ['answer'], ofMyCentre, askedOfHospital, ...access),
  may(typing, [role], 'Query', ['close', 'reopen', 'cancel', 'remind'], ofMyCentre, askedByHospital, ...access),
]);

const messages = ACCESS.flatMap(({ role, id, access }): Rule[] => [
  may('C1.7', [role], 'Message', ['read', 'write'], ofMyCentre, ...access),
  may(id, [role], 'Transfer', ['read'], ofMyCentre, ...access),
  may(id, [role], 'Transfer', ['read'], comingToMyCentre, ...access),
]);

/** A patient who left: what the centre entered stays readable, its own visits can be finished, nothing else (charter C10.5). */
const afterATransfer = ACCESS.flatMap(({ role, access }): Rule[] => [
  may('C10.5', [role], 'Enrolment', ['read', 'follow'], onceOfMyCentre, ...access),
  may('C10.5', [role], 'Form', ['read', 'print'], onceOfMyCentre, ...access),
  may('C10.5', [role], 'Form', TYPING, onceOfMyCentre, visitOfMyCentre, ...access),
  may('C10.5', [role], 'Query', ['read', 'answer'], onceOfMyCentre, visitOfMyCentre, askedOfHospital, ...access),
  may('C10.5', [role], 'Query', ['read'], onceOfMyCentre, askedFromThere, ...access),
  may('C10.5', [role], 'Case', ['read'], onceOfMyCentre, visitOfMyCentre, ...access),
]);

/** Why what one may read of another care, centre or time is not written in. */
const readingOnly: readonly Rule[] = [
  mayNot('C8.3', HOSPITAL_ROLES, 'Form', [...TYPING, ...SIGNING], formContinuedByMe),
  mayNot('C9.2', ['pharmacist'], 'Form', [...TYPING, 'sign-pharmacist'], formGrantedToMe),
  mayNot('C10.5', HOSPITAL_ROLES, 'Form', [...TYPING, ...SIGNING], onceOfMyCentre),
  mayNot('C10.5', HOSPITAL_ROLES, 'Enrolment', ['read-journal', 'cancel'], onceOfMyCentre),
  mayNot('C10.5', HOSPITAL_ROLES, 'Query', ['ask', 'answer', 'close', 'reopen', 'cancel', 'remind'], onceOfMyCentre),
  mayNot('C5.2', HOSPITAL_ROLES, 'Query', ['answer', 'close', 'reopen', 'cancel', 'remind', 'assign']),
];

const requests: readonly Rule[] = [
  may('P6', HOSPITAL_ROLES, 'Authorisation', ['read']),
  may('C5.8', ['prescriber', 'pharmacist'], 'Authorisation', ['start-request'], inForce),
  may('C5.4', ['pnm'], 'Authorisation', ['start-request'], inForce, itselfDesignatedToMe),
  mayNot('C5.4', ['pnm'], 'Authorisation', ['start-request', 'read-patients']),

  may('C5.1', ['prescriber'], 'Authorisation', ['read-patients'], itselfDesignatedToMe),
  may('C5.8', ['prescriber'], 'Authorisation', ['read-patients'], itselfRequestedByMe),
  may('C5.3', ['pharmacist'], 'Authorisation', ['read-patients']),
  may('C5.4', ['pnm'], 'Authorisation', ['read-patients'], itselfDesignatedToMe),
  mayNot('C5.1', ['prescriber'], 'Authorisation', ['read-patients']),

  may('C5.2', ['prescriber'], 'Enrolment', ['cancel'], ofMyCentre, openedToMe),
  may('C5.8', ['prescriber'], 'Enrolment', ['cancel'], ofMyCentre, namesMe),
  may('C5.3', ['pharmacist'], 'Enrolment', ['cancel'], ofMyCentre),
  may('C5.4', ['pnm'], 'Enrolment', ['cancel'], ofMyCentre, designatedToMe, begunByMe, notSent),
  mayNot('C5.4', ['pnm'], 'Enrolment', ['cancel']),
  mayNot('P1', HOSPITAL_ROLES, 'Enrolment', ['decide']),
];

/** Why a role of the centre does not do what it has no access for, each with the rule that opens it to those who have. */
const withoutAccess = ACCESS.flatMap(({ role, id, typing }): Rule[] => [
  mayNot(id, [role], 'Enrolment', ['follow', 'read-journal']),
  mayNot(id, [role], 'Form', ['print']),
  mayNot(typing, [role], 'Form', TYPING),
  mayNot(typing, [role], 'Query', ['ask']),
]);

/** What is not a centre's affair, no matter who asks. */
const ofOthers: readonly Rule[] = [
  mayNot('R5', ['prescriber', 'pharmacist'], 'Authorisation', ['start-request']),
  mayNot('R5', HOSPITAL_ROLES, 'Authorisation', ['change-status']),
  mayNot('R1', HOSPITAL_ROLES, 'Authorisation', ['open']),
  mayNot('C8.1', HOSPITAL_ROLES, 'Authorisation', ['link']),
  mayNot('C1.1', HOSPITAL_ROLES, 'Protocol', ['read', 'import', 'publish', 'withdraw', 'pass-forms']),
  mayNot('C5.2', ['prescriber'], 'Enrolment', ['cancel']),
  mayNot('C5.3', ['pharmacist'], 'Enrolment', ['cancel']),
  mayNot('C3.4', HOSPITAL_ROLES, 'Staff', ['read', 'create', 'confirm', 'decline', 'retract', 'update', 'close']),
  mayNot('C3.2', HOSPITAL_ROLES, 'Centre', ['read', 'import']),
  mayNot('C3.1', HOSPITAL_ROLES, 'FactorReset', ['read', 'propose', 'confirm', 'decline', 'retract']),
  mayNot('C3.1', HOSPITAL_ROLES, 'Journal', ['read', 'verify']),
  mayNot('C6.4', HOSPITAL_ROLES, 'Notification', ['read', 'acknowledge', 'resend']),
  mayNot('C1.2', HOSPITAL_ROLES, 'Export', ['read', 'make']),
  mayNot('C1.7', HOSPITAL_ROLES, 'Message', ['write']),
  mayNot('C3.1', HOSPITAL_ROLES, 'Installation', ['read']),
  mayNot('C3.1', HOSPITAL_ROLES, 'AccessLog', ['read']),
];

const signatures: readonly Rule[] = [
  may('C5.2', ['prescriber'], 'Form', ['sign-prescriber'], ofMyCentre, openedToMe, isFat),
  may('C5.8', ['prescriber'], 'Form', ['sign-prescriber'], ofMyCentre, namesMe, isFat),
  may('C5.3', ['pharmacist'], 'Form', ['sign-pharmacist'], ofMyCentre, isFat),
  may('C5.6', ['prescriber'], 'Form', ['sign-prescriber'], ofMyCentre, openedToMe, isNoFat),
  may('C5.6', ['pharmacist'], 'Form', ['sign-pharmacist'], ofMyCentre, isNoFat),
  // Nobody signs in the other role; in one's own, where one has access.
  mayNot('C5.6', ['prescriber'], 'Form', ['sign-pharmacist']),
  mayNot('C5.2', ['prescriber'], 'Form', ['sign-prescriber']),
  mayNot('C5.6', ['pharmacist'], 'Form', ['sign-prescriber']),
  mayNot('C5.3', ['pharmacist'], 'Form', ['sign-pharmacist']),
  mayNot('C5.4', ['pnm'], 'Form', SIGNING),
  mayNot('C2.2', HOSPITAL_ROLES, 'Form', ['transcribe']),
  mayNot('C12.5', HOSPITAL_ROLES, 'Form', ['review', 'lock']),
  mayNot('P3', HOSPITAL_ROLES, 'Case', ['acknowledge', 'transmit', 'code']),
];

const designations: readonly Rule[] = [
  may('C5.1', ['prescriber'], 'Authorisation', ['designate-prescriber'], itselfRequestedByMe),
  may('C5.4', ['prescriber'], 'Authorisation', ['designate-pnm'], itselfOpenedToMe),
  may('C5.4', ['pharmacist'], 'Authorisation', ['designate-pnm']),
  mayNot('C5.1', HOSPITAL_ROLES, 'Authorisation', ['designate-prescriber']),
  mayNot('C5.4', ['prescriber', 'pnm'], 'Authorisation', ['designate-pnm']),

  may('C5.4', HOSPITAL_ROLES, 'Designation', ['read'], ofMyCentre, aboutMe),
  may('C5.1', ['prescriber'], 'Designation', ['read'], ofMyCentre, madeByMe),
  may('C5.1', ['prescriber'], 'Designation', ['read', 'withdraw'], ofMyCentre, openedToMe),
  may('C5.4', ['prescriber'], 'Designation', ['withdraw'], ofMyCentre, madeByMe),
  may('C5.3', ['pharmacist'], 'Designation', ['read', 'withdraw'], ofMyCentre),
  may('C5.4', ['pnm'], 'Designation', ['read'], ofMyCentre, designatedToMe, designatesPnm),
  mayNot('C5.1', ['prescriber'], 'Designation', ['withdraw']),
  mayNot('C5.3', ['pharmacist'], 'Designation', ['withdraw']),
  mayNot('C5.4', ['pnm'], 'Designation', ['withdraw']),
  may('C5.4', HOSPITAL_ROLES, 'Colleague', ['read'], ofMyCentre),

  // Who sees all patients of the centre looks at who else does; where nobody of the pharmacy is there, its prescribers.
  may('C5.7', ['pharmacist'], 'AccessReview', ['read', 'finish'], ofMyCentre),
  may('C5.7', ['prescriber'], 'AccessReview', ['read', 'finish'], ofMyCentre, withoutPharmacist),
  mayNot('C5.7', HOSPITAL_ROLES, 'AccessReview', ['read', 'finish', 'follow']),
];

const beyondTheCentre: readonly Rule[] = [
  may('C8.3', HOSPITAL_ROLES, 'Enrolment', ['read', 'follow'], ofMyCentre, continuedByMe),
  may('C8.3', HOSPITAL_ROLES, 'Form', ['read', 'print'], ofMyCentre, formContinuedByMe),
  may('C8.3', HOSPITAL_ROLES, 'Case', ['read'], ofMyCentre, formContinuedByMe),
  may('C9.2', ['pharmacist'], 'Enrolment', ['read', 'follow'], grantedToMe),
  may('C9.2', ['pharmacist'], 'Form', ['read', 'print'], formGrantedToMe),
  may('C9.2', ['pharmacist'], 'Case', ['read'], formGrantedToMe),
  may('C9.2', ['pharmacist'], 'ReadGrant', ['read', 'ask'], askedFromMyCentre, askedByMe),
  may('C9.2', ['pharmacist'], 'ReadGrant', ['read'], ofMyCentre),
  may('C9.2', ['prescriber'], 'ReadGrant', ['read', 'grant', 'refuse', 'withdraw'], ofMyCentre, openedToMe),
  mayNot('C9.2', HOSPITAL_ROLES, 'ReadGrant', ['grant', 'refuse', 'withdraw']),
  mayNot('C9.2', HOSPITAL_ROLES, 'ReadGrant', ['ask']),
  mayNot('C9.2', ['pnm'], 'ReadGrant', ['read']),
  mayNot('C10.1', HOSPITAL_ROLES, 'Transfer', ['make']),
  may('C12.2', ['prescriber'], 'Freeze', ['read'], openedToMe),
  may('C12.2', ['pharmacist'], 'Freeze', ['read']),
  may('C12.2', ['pnm'], 'Freeze', ['read'], designatedToMe),
  mayNot('C12.4', HOSPITAL_ROLES, 'Freeze', ['announce', 'freeze', 'lift']),
];

/** The centre's side of the policy: charter §5, and what chapters 8 to 12 open or close for it. */
export const HOSPITAL_RULES: readonly Rule[] = [
  ...seeingAndTyping,
  ...named,
  ...signatures,
  ...requests,
  ...withoutAccess,
  ...ofOthers,
  ...designations,
  ...queries,
  ...messages,
  ...afterATransfer,
  ...beyondTheCentre,
  ...readingOnly,
];
