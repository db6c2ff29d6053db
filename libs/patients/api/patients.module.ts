import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProtocolsModule } from '#protocols/api';
import { AnsmAuthorisations } from './ansm/ansm-authorisations.js';
import { AnsmController } from './ansm/ansm.controller.js';
import { AnsmService } from './ansm/ansm.service.js';
import { DecisionService } from './request/decision.service.js';
import { Enrolment } from './enrolment/enrolment.entity.js';
import { EnrolmentPath } from './enrolment/enrolment-path.js';
import { EnrolmentReader } from './enrolment/enrolment.reader.js';
import { EnrolmentStore } from './enrolment/enrolment.store.js';
import { Enrolments } from './enrolment/enrolments.service.js';
import { EnrolmentsController } from './enrolment/enrolments.controller.js';
import { JournalReader } from './journal/journal.reader.js';
import { JournalStore } from './journal/journal.store.js';
import { Patient } from './enrolment/patient.entity.js';
import { PatientsCsvController } from './enrolment/patients-csv.controller.js';
import { RegistrationNumbers } from './request/registration-numbers.js';
import { FollowingRequests } from './request/following-requests.js';
import { RequestService } from './request/request.service.js';

/** Patients, their enrolments, the request and its registration number. The forms stand above: `forms` provides `RequestForms`. */
@Module({
  imports: [TypeOrmModule.forFeature([Enrolment, Patient]), ProtocolsModule],
  controllers: [EnrolmentsController, PatientsCsvController, AnsmController],
  providers: [
    AnsmAuthorisations,
    AnsmService,
    RequestService,
    FollowingRequests,
    DecisionService,
    EnrolmentReader,
    EnrolmentStore,
    Enrolments,
    JournalReader,
    JournalStore,
    EnrolmentPath,
    RegistrationNumbers,
  ],
  exports: [Enrolments, FollowingRequests, JournalReader, EnrolmentPath],
})
export class PatientsModule {}
