/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { DesignationsPage } from './designations.page.js';
export { LooksPage } from './looks.page.js';
export { ReviewPage } from './review.page.js';
export { ReviewsPage } from './reviews.page.js';
export { RulesPage } from './rules.page.js';
export { StaffPage } from './staff.page.js';
