import { Module } from '@nestjs/common';
import { AuthorisationsModule } from '#authorisations/api';
import { FormsModule } from '#forms/api';
import { ProtocolsModule } from '#protocols/api';
import { DashboardCsvController } from './dashboard-csv.controller.js';
import { DashboardController } from './dashboard.controller.js';
import { DeadlineFeedsController } from './deadline-feeds.controller.js';
import { DeadlineFeeds } from './deadline-feeds.service.js';
import { FormListReader } from './form-list.reader.js';
import { HomeController } from './home.controller.js';
import { HomeReader } from './home.reader.js';
import { MatrixReader } from './matrix.reader.js';
import { MissingReader } from './missing.reader.js';
import { QueryAgesReader } from './query-ages.reader.js';
import { StatusBoardController } from './status-board.controller.js';
import { StatusBoardReader } from './status-board.reader.js';
import { SummaryReader } from './summary.reader.js';

/** What everyone sees of their activity. It reads, and writes nothing but the addresses of calendars. */
@Module({
  imports: [AuthorisationsModule, FormsModule, ProtocolsModule],
  controllers: [HomeController, DashboardController, DashboardCsvController, StatusBoardController, DeadlineFeedsController],
  providers: [HomeReader, QueryAgesReader, MatrixReader, MissingReader, FormListReader, SummaryReader, StatusBoardReader, DeadlineFeeds],
})
export class DashboardsModule {}
