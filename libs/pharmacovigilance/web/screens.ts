/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { CasePage } from './case.page.js';
export { CasesPage } from './cases.page.js';
export { ChannelsPanel } from './channels-panel.js';
export { DeclarationNotice } from './declaration-notice.js';
