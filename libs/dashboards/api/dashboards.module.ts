import { Module } from '@nestjs/common';
import { FormsModule } from '#forms/api';
import { ProtocolsModule } from '#protocols/api';
import { CalendarsInForce } from './calendars-in-force.js';
import { CaseDeskReader } from './case-desk.reader.js';
import { DashboardCsvController } from './dashboard-csv.controller.js';
import { DashboardController } from './dashboard.controller.js';
import { DeskReader } from './desk.reader.js';
import { LateDigest } from './digest-part.js';
import { FormTasksReader } from './form-tasks.reader.js';
import { FormWordsReader } from './form-words.js';
import { HomeController } from './home.controller.js';
import { HomeReader } from './home.reader.js';
import { LiveStreams } from './live-streams.js';
import { LiveController } from './live.controller.js';
import { MatrixReader } from './matrix.reader.js';
import { MissingReader } from './missing.reader.js';
import { PlannedForms } from './planned-forms.js';
import { QueryDeskReader } from './query-desk.reader.js';
import { SummaryReader } from './summary.reader.js';

/** What everyone sees of their activity. It reads, and writes only what it reads faster by. */
@Module({
  imports: [FormsModule, ProtocolsModule],
  controllers: [HomeController, DashboardController, DashboardCsvController, LiveController],
  providers: [
    HomeReader,
    DeskReader,
    PlannedForms,
    CalendarsInForce,
    LiveStreams,
    FormWordsReader,
    FormTasksReader,
    QueryDeskReader,
    CaseDeskReader,
    MatrixReader,
    MissingReader,
    SummaryReader,
    LateDigest,
  ],
})
export class DashboardsModule {}
