import { Module } from '@nestjs/common';
import { AuthorisationStore } from './authorisation.store.js';
import { AuthorisationsCsvController } from './authorisations-csv.controller.js';
import { AuthorisationsController } from './authorisations.controller.js';
import { Authorisations } from './authorisations.service.js';

/** Authorisations, their holders and groups. */
@Module({
  controllers: [AuthorisationsController, AuthorisationsCsvController],
  providers: [AuthorisationStore, Authorisations],
  exports: [Authorisations],
})
export class AuthorisationsModule {}
