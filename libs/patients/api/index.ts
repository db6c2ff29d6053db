export { patientsCapability } from './capability.js';
export { AnsmAuthorisationView, CorrectAnsmAuthorisation, GiveAnsmAuthorisation } from './ansm/ansm.messages.js';
export { DecisionService } from './request/decision.service.js';
export { asEnrolment, asForm, attributesOf, ENROLMENT_COLUMNS } from './enrolment/enrolment-abilities.js';
export { EnrolmentPath, identifySql, touchSql, type PatientIdentity } from './enrolment/enrolment-path.js';
export {
  allEnrolments,
  followedEnrolments,
  joinEnrolment,
  joinPatient,
  readableEnrolments,
  withEnrolment,
  withIdentity,
  type KnownEnrolment,
  type KnownPatient,
} from './enrolment/enrolment-statements.js';
export { narrowToPatients, type EnrolmentLine } from './enrolment/enrolment.store.js';
export { Enrolments } from './enrolment/enrolments.service.js';
export { FollowUpCounts } from './follow-up-counts.js';
export { JournalReader, seesSinceSent, type ReadEntry } from './journal/journal.reader.js';
export { narrow, type Narrowed } from './enrolment/narrowed.js';
export * from './patients.messages.js';
export { heldByNumber, isNumberOf, type NumberUnder } from './enrolment/numbered-enrolments.js';
export { PatientsModule } from './patients.module.js';
export { readableLetters } from './enrolment/readable-letters.js';
export { RequestForms } from './request/request-forms.js';
export { FollowingRequests } from './request/following-requests.js';
export { countedRequests } from './request/request-sums.js';
export { prescriberOf, RequestService } from './request/request.service.js';
export { soughtPatients } from './enrolment/sought-patients.js';
export { staysOf } from './enrolment/stays.js';
export { aboutPatient, joinedPatient, PATIENT_COLUMNS, withPatient, type PatientWords } from './task-columns.js';
export { ruleAgainst, whyNotTaken, type NotTaken } from './request/taken-requests.js';
