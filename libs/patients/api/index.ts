import { Enrolment } from './enrolment.entity.js';
import { Patient } from './patient.entity.js';

export { FollowUpCounts } from './follow-up-counts.js';
export { DecisionService } from './decision.service.js';
export { asEnrolment, asForm, attributesOf, ENROLMENT_COLUMNS } from './enrolment-abilities.js';
export { soughtPatients } from './sought-patients.js';
export { EnrolmentStore, narrowToPatients, type EnrolmentFilter, type EnrolmentLine } from './enrolment.store.js';
export { JournalReader, seesSinceSent, type ReadEntry } from './journal.reader.js';
export { EnrolmentOrder1790000000132 } from './migrations/enrolment-order.js';
export { FormerCentres1790000000017 } from './migrations/former-centres.js';
export { Patients1790000000006 } from './migrations/patients.js';
export * from './patients.messages.js';
export { PatientsModule } from './patients.module.js';
export { RequestForms } from './request-forms.js';
export { RequestService } from './request.service.js';
export { demandEvent, RequestStates } from './request-states.js';

export { Enrolment, Patient };
/** Entities, for the database's declaration. */
export const patientsEntities = [Enrolment, Patient];
export { isTaken } from './taken-requests.js';
