import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FormsModule } from '#forms/api';
import { PatientsModule } from '#patients/api';
import { ProtocolsModule } from '#protocols/api';
import { QueryDigest } from './digest-part.js';
import { queriesEntities } from './entities.js';
import { BulkActsController } from './bulk/bulk.controller.js';
import { BulkDoer } from './bulk/bulk.doer.js';
import { BulkRunner } from './bulk/bulk.runner.js';
import { BulkActs } from './bulk/bulk.service.js';
import { BulkStore } from './bulk/bulk.store.js';
import { QueriesCsvController } from './queries-csv.controller.js';
import { QueriesController } from './queries.controller.js';
import { QueriesService } from './queries.service.js';
import { QueryFiltersController } from './query-filters.controller.js';
import { QueryFilters } from './query-filters.service.js';
import { QueryReader } from './query.reader.js';
import { QueryStore } from './query.store.js';
import { QueryTasks } from './query-tasks.js';
import { QueryWriter } from './query.writer.js';
import { ReviewFormsReader } from './review-forms.reader.js';
import { ReviewValuesController } from './review-values.controller.js';
import { ReviewValuesReader } from './review-values.reader.js';
import { SystemQueries } from './system-queries.js';

/** Questions about what was typed: asked by checks, by data managers and by centres, answered and settled. */
@Module({
  imports: [TypeOrmModule.forFeature(queriesEntities), FormsModule, PatientsModule, ProtocolsModule],
  controllers: [QueriesController, QueriesCsvController, QueryFiltersController, ReviewValuesController, BulkActsController],
  providers: [
    QueryStore,
    QueryReader,
    QueryWriter,
    QueriesService,
    QueryDigest,
    QueryTasks,
    QueryFilters,
    ReviewFormsReader,
    ReviewValuesReader,
    SystemQueries,
    BulkActs,
    BulkDoer,
    BulkRunner,
    BulkStore,
  ],
})
export class QueriesModule {}
