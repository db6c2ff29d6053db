/** What this capability has on screen, loaded at once: the person who opened one page has the others when the network is cut. */
export { formRoutes } from './form.routes.js';
export { KeptNotice } from './offline/kept-notice.js';
export { KeptPage } from './offline/kept.page.js';
export { PreviewPage } from './preview/preview.page.js';
export { QuestionnairePage } from './questionnaire/questionnaire.page.js';
export { DecisionPanel } from './sheet/decision-panel.js';
