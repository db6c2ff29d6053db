import { Global, Module } from '@nestjs/common';
import { FollowUpCounts } from '#patients/api';
import { FormsModule } from '#forms/api';
import { ProtocolsModule } from '#protocols/api';
import { DashboardCsvController } from './dashboard-csv.controller.js';
import { DashboardController } from './dashboard.controller.js';
import { FormListReader } from './form-list.reader.js';
import { HomeController } from './home.controller.js';
import { HomeReader } from './home.reader.js';
import { MatrixReader } from './matrix.reader.js';
import { MissingCounts } from './missing-counts.js';
import { MissingReader } from './missing.reader.js';
import { QueryAgesReader } from './query-ages.reader.js';
import { SummaryReader } from './summary.reader.js';

/** What the lists of files need of calendars. Global, because a floor never imports the one above: it only says what it needs. */
@Global()
@Module({ providers: [{ provide: FollowUpCounts, useClass: MissingCounts }], exports: [FollowUpCounts] })
export class FollowUpCountsModule {}

/** What everyone sees of their activity. It reads, and writes only what it reads faster by. */
@Module({
  imports: [FormsModule, FollowUpCountsModule, ProtocolsModule],
  controllers: [HomeController, DashboardController, DashboardCsvController],
  providers: [HomeReader, QueryAgesReader, MatrixReader, MissingReader, FormListReader, SummaryReader],
})
export class DashboardsModule {}
