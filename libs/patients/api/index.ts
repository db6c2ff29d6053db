export { patientsCapability } from './capability.js';
export { DecisionService } from './decision.service.js';
export { asEnrolment, asForm, attributesOf, ENROLMENT_COLUMNS } from './enrolment-abilities.js';
export { EnrolmentPath, identifySql, touchSql, type PatientIdentity } from './enrolment-path.js';
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
} from './enrolment-statements.js';
export { narrowToPatients, type EnrolmentLine } from './enrolment.store.js';
export { Enrolments } from './enrolments.service.js';
export { FollowUpCounts } from './follow-up-counts.js';
export { JournalReader, seesSinceSent, type ReadEntry } from './journal.reader.js';
export { narrow, type Narrowed } from './narrowed.js';
export * from './patients.messages.js';
export { PatientsModule } from './patients.module.js';
export { readableLetters } from './readable-letters.js';
export { RequestForms } from './request-forms.js';
export { countedRequests } from './request-sums.js';
export { RequestService } from './request.service.js';
export { soughtPatients } from './sought-patients.js';
export { aboutPatient, PATIENT_COLUMNS, withPatient, type PatientWords } from './task-columns.js';
export { isTaken } from './taken-requests.js';
