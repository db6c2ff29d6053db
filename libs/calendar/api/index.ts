export { countedToday } from './counted-today.js';
export { centreOf, countsOn, isInState, seenLines, stateOn, workOn, type LineState } from './lines-on-a-day.js';
export { CalendarsInForce } from './calendars-in-force.js';
export { calendarCapability } from './capability.js';
export { CalendarModule } from './calendar.module.js';
export { PlannedForms } from './planned-forms.js';
export { Recounts } from './recounts.js';
