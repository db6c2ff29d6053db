import { Module } from '@nestjs/common';
import { FormsModule } from '#forms/api';
import { PatientsModule } from '#patients/api';
import { ProtocolsModule } from '#protocols/api';
import { CalendarTasks } from './calendar-tasks.js';
import { CalendarsInForce } from './calendars-in-force.js';
import { LateDigest } from './digest-part.js';
import { PlannedForms } from './planned-forms.js';
import { Recounts } from './recounts.js';

/** What is due in each patient's follow-up, kept as rows. */
@Module({
  imports: [FormsModule, PatientsModule, ProtocolsModule],
  providers: [PlannedForms, Recounts, CalendarsInForce, CalendarTasks, LateDigest],
  exports: [PlannedForms],
})
export class CalendarModule {}
