import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthorisationsModule } from '#authorisations/api';
import { OwnTransactions } from '#kernel/api';
import { AbilityGuard } from './ability.guard.js';
import { AccessCsvController } from './access-csv.controller.js';
import { AccessRequests } from './access-requests.service.js';
import { AccessRulesController } from './access-rules.controller.js';
import { Contexts } from './contexts.js';
import { Departures } from './departures.js';
import { DesignationTasks } from './designation-tasks.js';
import { DesignationStore } from './designation.store.js';
import { DesignationsController } from './designations.controller.js';
import { DesignationsService } from './designations.service.js';
import { FactorResetsController } from './factor-resets.controller.js';
import { FactorResets } from './factor-resets.service.js';
import { FactorResetStore } from './factor-reset.store.js';
import { PersonFacts } from './facts.js';
import { FactsOfPerson } from '#identity/api';
import { LooksController } from './looks.controller.js';
import { LooksReader } from './looks.reader.js';
import { StaffController } from './staff.controller.js';
import { StaffService } from './staff.service.js';
import { StaffStore } from './staff.store.js';

/** Who may do what: the guard of every route, the contexts in which people act, and what opens rights to them. */
@Global()
@Module({
  imports: [AuthorisationsModule],
  controllers: [
    AccessRulesController,
    DesignationsController,
    StaffController,
    FactorResetsController,
    AccessCsvController,
    LooksController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AbilityGuard },
    PersonFacts,
    { provide: FactsOfPerson, useExisting: PersonFacts },
    Contexts,
    { provide: OwnTransactions, useExisting: Contexts },
    AccessRequests,
    Departures,
    DesignationStore,
    DesignationTasks,
    DesignationsService,
    StaffStore,
    StaffService,
    FactorResetStore,
    FactorResets,
    LooksReader,
  ],
  exports: [FactsOfPerson, Contexts, OwnTransactions, AccessRequests],
})
export class AccessRightsModule {}
