export { FormListPage } from './form-list.page.js';
export { HomePage } from './home.page.js';
export { MatrixPage } from './matrix.page.js';
export { MissingPage } from './missing.page.js';
export { OverviewPage } from './overview.page.js';
