/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { HomePage } from './home/home.page.js';
export { MatrixPage } from './matrix/matrix.page.js';
export { FormListPage } from './missing/form-list.page.js';
export { MissingPage } from './missing/missing.page.js';
export { OverviewPage } from './overview/overview.page.js';
export { StatusesPage } from './statuses/statuses.page.js';
