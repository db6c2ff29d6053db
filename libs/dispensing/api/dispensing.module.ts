import { Module } from '@nestjs/common';
import { AuthorisationsModule } from '#authorisations/api';
import { PatientsModule } from '#patients/api';
import { NumberChecksController } from './number-checks.controller.js';
import { NumberChecks } from './number-checks.service.js';
import { ReadGrantReader } from './read-grant.reader.js';
import { ReadGrantsController } from './read-grants.controller.js';
import { ReadingDemands } from './reading-demands.service.js';
import { ReadingTasks } from './reading-tasks.js';

/** What a centre that only dispenses may know of a patient, and ask of the one that follows them (charter chapter 9). It has no table: a grant is a right. */
@Module({
  imports: [AuthorisationsModule, PatientsModule],
  controllers: [NumberChecksController, ReadGrantsController],
  providers: [NumberChecks, ReadingDemands, ReadGrantReader, ReadingTasks],
})
export class DispensingModule {}
