export { CasePage } from './case.page.js';
export { CasesPage } from './cases.page.js';
export { ChannelsPanel } from './channels-panel.js';
export { DeclarationNotice } from './declaration-notice.js';
