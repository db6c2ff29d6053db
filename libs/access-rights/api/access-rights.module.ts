import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthorisationsModule } from '#authorisations/api';
import { OwnTransactions } from '#kernel/api';
import { AbilityGuard } from './policy/ability.guard.js';
import { AccessCsvController } from './designations/access-csv.controller.js';
import { AccessRequests } from './designations/access-requests.service.js';
import { AccessRulesController } from './policy/access-rules.controller.js';
import { Contexts } from './policy/contexts.js';
import { Departures } from './designations/departures.js';
import { DesignationTasks } from './designations/designation-tasks.js';
import { DesignationStore } from './designations/designation.store.js';
import { DesignationsController } from './designations/designations.controller.js';
import { DesignationsService } from './designations/designations.service.js';
import { FactorResetsController } from './staff/factor-resets.controller.js';
import { FactorResets } from './staff/factor-resets.service.js';
import { FactorResetStore } from './staff/factor-reset.store.js';
import { PersonFacts } from './policy/facts.js';
import { FactsOfPerson } from '#identity/api';
import { MyAccessController } from './seers/my-access.controller.js';
import { Previews } from './seers/previews.js';
import { Seers } from './seers/seers.service.js';
import { LooksController } from './looks/looks.controller.js';
import { LooksReader } from './looks/looks.reader.js';
import { ReadGrantEnds } from './readings/read-grant-ends.js';
import { ReadGrantPeople } from './readings/read-grant-people.js';
import { ReadGrants } from './readings/read-grants.service.js';
import { AccessReviewsController } from './review/access-reviews.controller.js';
import { AccessReviews } from './review/access-reviews.service.js';
import { ReviewReader } from './review/review.reader.js';
import { ReviewReminders } from './review/review-reminders.js';
import { ReviewStore } from './review/review.store.js';
import { ReviewTasks } from './review/review-tasks.js';
import { Reviewers } from './review/reviewers.js';
import { SleepingAccounts } from './sleep/sleeping-accounts.js';
import { StaffController } from './staff/staff.controller.js';
import { OpenedAuthorisations } from './staff/opened-authorisations.js';
import { StaffService } from './staff/staff.service.js';
import { StaffStore } from './staff/staff.store.js';

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
    MyAccessController,
    AccessReviewsController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AbilityGuard },
    PersonFacts,
    { provide: FactsOfPerson, useExisting: PersonFacts },
    Contexts,
    { provide: OwnTransactions, useExisting: Contexts },
    AccessRequests,
    Departures,
    OpenedAuthorisations,
    DesignationStore,
    DesignationTasks,
    DesignationsService,
    StaffStore,
    StaffService,
    FactorResetStore,
    FactorResets,
    LooksReader,
    ReadGrants,
    ReadGrantEnds,
    ReadGrantPeople,
    Seers,
    AccessReviews,
    ReviewReader,
    ReviewReminders,
    ReviewStore,
    ReviewTasks,
    Reviewers,
    SleepingAccounts,
    Previews,
  ],
  exports: [
    FactsOfPerson,
    Contexts,
    OwnTransactions,
    AccessRequests,
    ReadGrants,
    ReadGrantEnds,
    ReadGrantPeople,
    Reviewers,
    Seers,
    Previews,
  ],
})
export class AccessRightsModule {}
