export { FormPdf } from './file/form-pdf.js';
export { PatientBanner } from './file/patient-banner.js';
export { PatientsApi } from './patients.api.js';
export { isOver, lettersOf, stateOf, STATES } from './states.js';
export { SCHEDULE_LOOKS } from './file/visits.js';
