export type { DecisionComponent, LoadDecision } from './decision-slot.js';
export { FilePage } from './file.page.js';
export { JournalPage } from './journal.page.js';
export { NewRequestPage } from './new-request.page.js';
export { PatientBanner } from './patient-banner.js';
export { PatientsApi } from './patients.api.js';
export { PatientsPage } from './patients.page.js';
export { StateBadge } from './state-badge.js';
export { AWAITS, awaitsInWords, identityInWords, lettersOf, STATES, type Awaits, type EnrolmentState } from './states.js';
