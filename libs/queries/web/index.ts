export { PatientQueries } from './patient-queries.js';
export { QUERIES_BESIDE_FORMS } from './query-companion.js';
export { QueryDeskPage } from './query-desk.page.js';
export { ReviewListPage } from './review-list.page.js';
export { ReviewPage } from './review.page.js';
