export { CalendarsInForce } from './calendars-in-force.js';
export * from './dashboard.messages.js';
export { DashboardsModule } from './dashboards.module.js';
export * from './home.messages.js';
export { LiveChange } from './live.messages.js';
export { PlannedCalendars1790000000016 } from './migrations/planned-calendars.js';
export { PlannedForms1790000000014 } from './migrations/planned-forms.js';
export { PlannedForms } from './planned-forms.js';
export { isInState } from './scope.js';
