export { CalendarsInForce } from './calendars-in-force.js';
export { dashboardsCapability } from './capability.js';
export * from './dashboard.messages.js';
export * from './home.messages.js';
export { LiveChange } from './live.messages.js';
export { PlannedForms } from './planned-forms.js';
export { Recounts } from './recounts.js';
export { isInState } from './scope.js';
