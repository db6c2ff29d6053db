/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { PatientQueries } from './companion/patient-queries.js';
export { QUERIES_BESIDE_FORMS } from './companion/query-companion.js';
export { QueryDeskPage } from './desk/query-desk.page.js';
export { ReviewListPage } from './review/review-list.page.js';
export { ReviewPage } from './review/review.page.js';
