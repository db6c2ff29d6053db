import { Global, Module } from '@nestjs/common';
import { FormsModule } from '#forms/api';
import { FollowUpCounts, PatientsModule } from '#patients/api';
import { ProtocolsModule } from '#protocols/api';
import { CalendarTasks } from './calendar-tasks.js';
import { CalendarsInForce } from './calendars-in-force.js';
import { LateDigest } from './digest-part.js';
import { MissingCounts } from './missing-counts.js';
import { PlannedForms } from './planned-forms.js';
import { Recounts } from './recounts.js';

/** What the lists of files need of calendars. Global, because a floor never imports the one above: it only says what it needs. */
@Global()
@Module({ providers: [{ provide: FollowUpCounts, useClass: MissingCounts }], exports: [FollowUpCounts] })
export class FollowUpCountsModule {}

/** What is due in each patient's follow-up, kept as rows. */
@Module({
  imports: [FollowUpCountsModule, FormsModule, PatientsModule, ProtocolsModule],
  providers: [PlannedForms, Recounts, CalendarsInForce, CalendarTasks, LateDigest],
  exports: [PlannedForms],
})
export class CalendarModule {}
