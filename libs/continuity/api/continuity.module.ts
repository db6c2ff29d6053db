import { Module } from '@nestjs/common';
import { AuthorisationsModule } from '#authorisations/api';
import { FormsModule } from '#forms/api';
import { PatientsModule } from '#patients/api';
import { ProtocolsModule } from '#protocols/api';
import { CohortRunner } from './cohort.runner.js';
import { CohortStore } from './cohort.store.js';
import { Continuations } from './continuations.service.js';
import { ContinuityController } from './continuity.controller.js';
import { ContinuityReader } from './continuity.reader.js';
import { RelayStore } from './relay.store.js';
import { Relays } from './relays.service.js';

/** The collection of a compassionate access that goes on under the early access which takes over (charter C8.1–C8.3). */
@Module({
  imports: [AuthorisationsModule, FormsModule, PatientsModule, ProtocolsModule],
  controllers: [ContinuityController],
  providers: [RelayStore, CohortStore, Relays, Continuations, ContinuityReader, CohortRunner],
})
export class ContinuityModule {}
