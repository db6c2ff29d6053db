export { CalendarSums, correctSums, wrongSums } from './calendar-sums.js';
export { CalendarsInForce } from './calendars-in-force.js';
export { calendarCapability } from './capability.js';
export { PlannedForms } from './planned-forms.js';
export { Recounts } from './recounts.js';
