import { Global, Module } from '@nestjs/common';
import { Followers, ProtocolsModule } from '#protocols/api';
import { AuthorisationStore } from './authorisation.store.js';
import { AuthorisationsCsvController } from './authorisations-csv.controller.js';
import { AuthorisationsController } from './authorisations.controller.js';
import { DecisionStore } from './decision.store.js';
import { DecisionsController } from './decisions.controller.js';
import { Decisions } from './decisions.service.js';
import { Authorisations } from './authorisations.service.js';
import { Lives } from './lives.reader.js';
import { Warnings } from './warnings.service.js';
import { OpeningStore } from './opening/opening.store.js';
import { OpeningsController } from './opening/openings.controller.js';
import { Opener } from './opening/opener.js';
import { Openings } from './opening/openings.service.js';
import { ProtocolFollowers } from './protocol-followers.js';

/** What protocols need of authorisations. Global, because a floor never imports the one above: it only says what it needs. */
@Global()
@Module({ providers: [{ provide: Followers, useClass: ProtocolFollowers }], exports: [Followers] })
export class FollowersModule {}

/** Authorisations, their holders and groups. */
@Module({
  imports: [FollowersModule, ProtocolsModule],
  controllers: [AuthorisationsController, AuthorisationsCsvController, DecisionsController, OpeningsController],
  providers: [AuthorisationStore, Authorisations, Decisions, DecisionStore, Lives, Opener, Openings, OpeningStore, Warnings],
  exports: [Authorisations, Decisions, Lives, Warnings],
})
export class AuthorisationsModule {}
