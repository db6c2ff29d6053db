export { FORM_COMPANIONS, type FormCompanion, OpenForm } from './companions.js';
export { DecisionPanel } from './decision-panel.js';
export { FormPage } from './form.page.js';
export { HistoryListPanel } from './history-list.js';
export type { MarkShown } from './marks.js';
export { QuestionnairePage } from './questionnaire.page.js';
export { KeptNotice } from './offline/kept-notice.js';
export { KeptPage } from './offline/kept.page.js';
export { SigningPage } from './signing.page.js';
