import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PatientsModule, RequestForms } from '#patients/api';
import { BegunForms, ProtocolsModule } from '#protocols/api';
import { AwaitedSigners } from './awaited-signers.js';
import { BegunRecords } from './begun-forms.js';
import { CarriedController } from './carried.controller.js';
import { CarriedSources } from './carried-sources.js';
import { CarriedAnswers } from './carried.service.js';
import { Courses } from './courses.js';
import { FormDigest } from './digest-part.js';
import { FatRecords } from './fat-records.js';
import { FollowUpCsvController } from './follow-up-csv.controller.js';
import { FollowUpController } from './follow-up.controller.js';
import { FormActs } from './form-acts.service.js';
import { FormChanges } from './form-changes.js';
import { FormOpener } from './form-opener.service.js';
import { FormRecord } from './form-record.entity.js';
import { FormReader } from './form.reader.js';
import { FormStore } from './form.store.js';
import { FormsController } from './forms.controller.js';
import { MigrationReader } from './migration.reader.js';
import { FormMigrations } from './migration.service.js';
import { MigrationStore } from './migration.store.js';
import { MigrationsController } from './migrations.controller.js';
import { MigrationsCsvController } from './migrations-csv.controller.js';
import { HistoryReader } from './history.reader.js';
import { PresenceService } from './presence.service.js';
import { PrintController } from './print/print.controller.js';
import { PrintService } from './print/print.service.js';
import { QuestionnaireController } from './questionnaire.controller.js';
import { QuestionnaireService } from './questionnaire.service.js';
import { ReviewController } from './review.controller.js';
import { FormLock, FormReview } from './review.entities.js';
import { ReviewService } from './review.service.js';
import { ReviewStore } from './review.store.js';
import { ScheduleReader } from './schedule.reader.js';
import { SignatureMaker } from './signature-maker.js';
import { Signature } from './signature.entity.js';
import { SignaturesService } from './signatures.service.js';
import { SigningIntent } from './signing-intent.entity.js';
import { SigningController } from './signing.controller.js';
import { SigningService } from './signing.service.js';
import { ValuesService } from './values.service.js';
import { FormWithdrawals } from './withdrawals.service.js';

/** What patients and protocols need of forms. Global, because a floor never imports the one above: it only says what it needs. */
@Global()
@Module({
  imports: [ProtocolsModule],
  providers: [
    { provide: RequestForms, useClass: FatRecords },
    { provide: BegunForms, useClass: BegunRecords },
  ],
  exports: [RequestForms, BegunForms],
})
export class RequestFormsModule {}

/** Filled forms: their values, their signatures, their history. */
@Module({
  imports: [
    TypeOrmModule.forFeature([FormRecord, Signature, SigningIntent, FormReview, FormLock]),
    PatientsModule,
    ProtocolsModule,
    RequestFormsModule,
  ],
  controllers: [
    FormsController,
    CarriedController,
    FollowUpController,
    FollowUpCsvController,
    SigningController,
    MigrationsController,
    MigrationsCsvController,
    PrintController,
    QuestionnaireController,
    ReviewController,
  ],
  providers: [
    AwaitedSigners,
    CarriedAnswers,
    CarriedSources,
    Courses,
    FormChanges,
    FormDigest,
    FormStore,
    FormReader,
    FormOpener,
    ScheduleReader,
    ValuesService,
    FormActs,
    FormWithdrawals,
    SignaturesService,
    SignatureMaker,
    SigningService,
    HistoryReader,
    MigrationStore,
    MigrationReader,
    FormMigrations,
    PresenceService,
    PrintService,
    QuestionnaireService,
    ReviewService,
    ReviewStore,
  ],
  exports: [CarriedAnswers, Courses, FormChanges, FormOpener, FormStore, FormWithdrawals, ReviewService, ReviewStore],
})
export class FormsModule {}
