import { Module } from '@nestjs/common';
import { AuthorisationStore } from './authorisation.store.js';
import { AuthorisationsController } from './authorisations.controller.js';
import { Authorisations } from './authorisations.service.js';

/** Authorisations, their holders and groups. */
@Module({
  controllers: [AuthorisationsController],
  providers: [AuthorisationStore, Authorisations],
  exports: [Authorisations],
})
export class AuthorisationsModule {}
