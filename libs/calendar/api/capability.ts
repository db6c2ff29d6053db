import { CALENDAR_ACTS, CALENDAR_TASKS } from '#calendar/domain';
import { capability } from '#kernel/api';
import { CALENDAR_SUMS } from './calendar-sums.js';
import { CalendarModule } from './calendar.module.js';
import { CalendarSums1790000000191 } from './migrations/calendar-sums.js';
import { FirstDeadlines1790000000194 } from './migrations/first-deadlines.js';
import { GrantedByCentre1790000000241 } from './migrations/granted-by-centre.js';
import { GrantedInOrder1790000000192 } from './migrations/granted-in-order.js';
import { LinesOfVisits1790000000272 } from './migrations/lines-of-visits.js';
import { MissingReadings1790000000121 } from './migrations/missing-readings.js';
import { PlannedCalendars1790000000016 } from './migrations/planned-calendars.js';
import { PlannedForms1790000000014 } from './migrations/planned-forms.js';
import { WaivedCalendars1790000000253 } from './migrations/waived-calendars.js';

export const calendarCapability = capability({
  name: 'calendar',
  module: () => CalendarModule,
  migrations: [
    PlannedForms1790000000014,
    PlannedCalendars1790000000016,
    MissingReadings1790000000121,
    CalendarSums1790000000191,
    GrantedInOrder1790000000192,
    FirstDeadlines1790000000194,
    GrantedByCentre1790000000241,
    WaivedCalendars1790000000253,
    LinesOfVisits1790000000272,
  ],
  acts: [CALENDAR_ACTS],
  tasks: [CALENDAR_TASKS],
  sums: [CALENDAR_SUMS],
});
