export { DecisionPanel } from './decision-panel.js';
export { FormPage } from './form.page.js';
export { HistoryListPanel } from './history-list.js';
export { SigningPage } from './signing.page.js';
