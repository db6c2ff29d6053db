import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PatientsModule, RequestForms } from '#patients/api';
import { BegunForms, ProtocolsModule } from '#protocols/api';
import { AwaitedSigners } from './signing/awaited-signers.js';
import { BegunRecords } from './records/begun-forms.js';
import { CarriedController } from './carried/carried.controller.js';
import { CarriedSources } from './carried/carried-sources.js';
import { CarriedAnswers } from './carried/carried.service.js';
import { FormerAnswers } from './carried/former-answers.js';
import { Courses } from './schedule/courses.js';
import { FormDigest } from './review/digest-part.js';
import { FatRecords } from './records/fat-records.js';
import { FollowUpCsvController } from './schedule/follow-up-csv.controller.js';
import { FollowUpController } from './schedule/follow-up.controller.js';
import { FormActs } from './acts/form-acts.service.js';
import { FormChanges } from './acts/form-changes.js';
import { FormOpener } from './schedule/form-opener.service.js';
import { FormRecord } from './records/form-record.entity.js';
import { FormReader } from './records/form.reader.js';
import { FormStore } from './records/form.store.js';
import { Forms } from './records/forms.service.js';
import { FormsController } from './records/forms.controller.js';
import { PassageReader } from './passage/passage.reader.js';
import { FormPassages } from './passage/passage.service.js';
import { PassageStore } from './passage/passage.store.js';
import { PassagesController } from './passage/passages.controller.js';
import { PassagesCsvController } from './passage/passages-csv.controller.js';
import { HistoryReader } from './records/history.reader.js';
import { PresenceService } from './records/presence.service.js';
import { PrintController } from './print/print.controller.js';
import { PrintService } from './print/print.service.js';
import { QuestionnaireController } from './questionnaire/questionnaire.controller.js';
import { QuestionnaireService } from './questionnaire/questionnaire.service.js';
import { RequestTasks } from './acts/request-tasks.js';
import { FormWordsReader } from './schedule/form-words.js';
import { UnlockTasks } from './review/unlock-tasks.js';
import { RequestMoves } from './acts/request-moves.js';
import { ReviewController } from './review/review.controller.js';
import { FormLock, FormReview } from './review/review.entities.js';
import { ReviewService } from './review/review.service.js';
import { ReviewStore } from './review/review.store.js';
import { ScheduleReader } from './schedule/schedule.reader.js';
import { SignatureMaker } from './signing/signature-maker.js';
import { Signature } from './signing/signature.entity.js';
import { SignaturesService } from './signing/signatures.service.js';
import { SigningIntent } from './signing/signing-intent.entity.js';
import { SigningController } from './signing/signing.controller.js';
import { SigningService } from './signing/signing.service.js';
import { ValuesService } from './acts/values.service.js';
import { FormWithdrawals } from './acts/withdrawals.service.js';
import { FileSeersController } from './seers/file-seers.controller.js';
import { FileSeersReader } from './seers/file-seers.reader.js';
import { VisitCentres } from './schedule/visit-centres.service.js';

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
    FileSeersController,
    FollowUpController,
    FollowUpCsvController,
    SigningController,
    PassagesController,
    PassagesCsvController,
    PrintController,
    QuestionnaireController,
    ReviewController,
  ],
  providers: [
    AwaitedSigners,
    FormerAnswers,
    CarriedAnswers,
    CarriedSources,
    Courses,
    FileSeersReader,
    FormChanges,
    FormDigest,
    FormStore,
    FormWordsReader,
    Forms,
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
    PassageStore,
    PassageReader,
    FormPassages,
    PresenceService,
    PrintService,
    QuestionnaireService,
    RequestMoves,
    RequestTasks,
    UnlockTasks,
    VisitCentres,
    ReviewService,
    ReviewStore,
  ],
  exports: [
    CarriedAnswers,
    Courses,
    FormChanges,
    FormerAnswers,
    FormOpener,
    FormWordsReader,
    Forms,
    FormWithdrawals,
    ReviewService,
    VisitCentres,
  ],
})
export class FormsModule {}
