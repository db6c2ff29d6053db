import { Module } from '@nestjs/common';
import { FormsModule } from '#forms/api';
import { ProtocolsModule } from '#protocols/api';
import { DashboardCsvController } from './dashboard-csv.controller.js';
import { DashboardController } from './dashboard.controller.js';
import { FormListReader } from './form-list.reader.js';
import { HomeController } from './home.controller.js';
import { HomeReader } from './home.reader.js';
import { MatrixReader } from './matrix.reader.js';
import { MissingReader } from './missing.reader.js';
import { QueryAgesReader } from './query-ages.reader.js';
import { SummaryReader } from './summary.reader.js';

/** What everyone sees of their activity. It reads, and writes nothing. */
@Module({
  imports: [FormsModule, ProtocolsModule],
  controllers: [HomeController, DashboardController, DashboardCsvController],
  providers: [HomeReader, QueryAgesReader, MatrixReader, MissingReader, FormListReader, SummaryReader],
})
export class DashboardsModule {}
