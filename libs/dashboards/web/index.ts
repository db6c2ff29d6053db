export { FormListPage } from './missing/form-list.page.js';
export { HomePage } from './home/home.page.js';
export { MatrixPage } from './matrix/matrix.page.js';
export { MissingPage } from './missing/missing.page.js';
export { OverviewPage } from './overview/overview.page.js';
