import {
  ACCESS_ACTS,
  ACCESS_LETTERS,
  ACCESS_LOOKS,
  DESIGNATION_ACTS,
  DESIGNATION_TASKS,
  FACTOR_RESET_ACTS,
  READ_GRANT_ACTS,
  READ_GRANT_LETTERS,
  REVIEW_ACTS,
  REVIEW_LETTERS,
  REVIEW_TASKS,
  STAFF_ACTS,
} from '#access-rights/domain';
import { capability } from '#kernel/api';
import { AccessRightsModule } from './access-rights.module.js';
import { accessRightsEntities } from './entities.js';
import { AccessRights1790000000005 } from './migrations/access-rights.js';
import { AccessReviews1790000000270 } from './migrations/access-reviews.js';
import { FactorResets1790000000181 } from './migrations/factor-resets.js';
import { FourEyes1790000000166 } from './migrations/four-eyes.js';
import { LapsedResets1790000000183 } from './migrations/lapsed-resets.js';
import { ReadGrants1790000000210 } from './migrations/read-grants.js';
import { RequestsByCentre1790000000201 } from './migrations/requests-by-centre.js';

export const accessRightsCapability = capability({
  name: 'access-rights',
  module: () => AccessRightsModule,
  entities: accessRightsEntities,
  migrations: [
    AccessRights1790000000005,
    FourEyes1790000000166,
    FactorResets1790000000181,
    LapsedResets1790000000183,
    RequestsByCentre1790000000201,
    ReadGrants1790000000210,
    AccessReviews1790000000270,
  ],
  acts: [ACCESS_ACTS, DESIGNATION_ACTS, FACTOR_RESET_ACTS, READ_GRANT_ACTS, REVIEW_ACTS, STAFF_ACTS],
  letters: [ACCESS_LETTERS, READ_GRANT_LETTERS, REVIEW_LETTERS],
  tasks: [DESIGNATION_TASKS, REVIEW_TASKS],
  looks: [ACCESS_LOOKS],
});
