/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { FilePage } from './file/file.page.js';
export { JournalPage } from './journal/journal.page.js';
export { PatientsPage } from './list/patients.page.js';
export { NewRequestPage } from './new-request/new-request.page.js';
export { SeersPage } from './access/seers.page.js';
