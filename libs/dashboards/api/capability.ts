import { CALENDAR_ACTS } from '#dashboards/domain';
import { capability } from '#kernel/api';
import { DashboardsModule } from './dashboards.module.js';
import { MissingReadings1790000000121 } from './migrations/missing-readings.js';
import { PlannedCalendars1790000000016 } from './migrations/planned-calendars.js';
import { PlannedForms1790000000014 } from './migrations/planned-forms.js';

export const dashboardsCapability = capability({
  name: 'dashboards',
  module: () => DashboardsModule,
  migrations: [PlannedForms1790000000014, PlannedCalendars1790000000016, MissingReadings1790000000121],
  acts: [CALENDAR_ACTS],
});
