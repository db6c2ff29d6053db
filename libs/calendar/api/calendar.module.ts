import { Module } from '@nestjs/common';
import { FormsModule } from '#forms/api';
import { PatientsModule } from '#patients/api';
import { ProtocolsModule } from '#protocols/api';
import { CalendarSums } from './calendar-sums.js';
import { CalendarsInForce } from './calendars-in-force.js';
import { PlannedForms } from './planned-forms.js';
import { Recounts } from './recounts.js';

/** What is due in each patient's follow-up, kept as rows. */
@Module({
  imports: [FormsModule, PatientsModule, ProtocolsModule],
  providers: [PlannedForms, Recounts, CalendarsInForce, CalendarSums],
  exports: [PlannedForms],
})
export class CalendarModule {}
