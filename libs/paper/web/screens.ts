/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { BlankFormsPanel } from './blank-forms-panel.js';
export { PatientBlankForms } from './patient-blank-forms.js';
