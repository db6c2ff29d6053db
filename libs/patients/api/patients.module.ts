import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProtocolsModule } from '#protocols/api';
import { DecisionService } from './decision.service.js';
import { Enrolment } from './enrolment.entity.js';
import { EnrolmentPath } from './enrolment-path.js';
import { EnrolmentReader } from './enrolment.reader.js';
import { EnrolmentStore } from './enrolment.store.js';
import { Enrolments } from './enrolments.service.js';
import { EnrolmentsController } from './enrolments.controller.js';
import { JournalReader } from './journal.reader.js';
import { JournalStore } from './journal.store.js';
import { Patient } from './patient.entity.js';
import { PatientsCsvController } from './patients-csv.controller.js';
import { RegistrationNumbers } from './registration-numbers.js';
import { RequestService } from './request.service.js';

/** Patients, their enrolments, the request and its registration number. The forms stand above: `forms` provides `RequestForms`. */
@Module({
  imports: [TypeOrmModule.forFeature([Enrolment, Patient]), ProtocolsModule],
  controllers: [EnrolmentsController, PatientsCsvController],
  providers: [
    RequestService,
    DecisionService,
    EnrolmentReader,
    EnrolmentStore,
    Enrolments,
    JournalReader,
    JournalStore,
    EnrolmentPath,
    RegistrationNumbers,
  ],
  exports: [Enrolments, JournalReader, EnrolmentPath],
})
export class PatientsModule {}
