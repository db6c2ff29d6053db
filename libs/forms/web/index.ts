export { type CompanionParts, type FormCompanion, OpenForm } from './companions/companions.js';
export type { MarkShown } from './companions/marks.js';
export { Review } from './review/review.js';
export { FormReading } from './sheet/form-reading.js';
export { Sheet } from './sheet/sheet.js';
export { REVIEW_ACTS, reviewTitle } from './words.js';
