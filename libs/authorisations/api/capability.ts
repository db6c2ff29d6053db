import { AUTHORISATION_ACTS, AUTHORISATION_LETTERS, AUTHORISATION_LOOKS } from '#authorisations/domain';
import { capability } from '#kernel/api';
import { AuthorisationsModule } from './authorisations.module.js';
import { authorisationsEntities } from './entities.js';
import { AuthorisationWarnings1790000000221 } from './migrations/authorisation-warnings.js';
import { AuthorisationDecisions1790000000220 } from './migrations/authorisation-decisions.js';
import { GrantedAsDecided1790000000230 } from './migrations/granted-as-decided.js';
import { Authorisations1790000000003 } from './migrations/authorisations.js';
import { WaivedFromPut1790000000252 } from './migrations/waived-from-put.js';

export const authorisationsCapability = capability({
  name: 'authorisations',
  module: () => AuthorisationsModule,
  entities: authorisationsEntities,
  migrations: [
    Authorisations1790000000003,
    AuthorisationDecisions1790000000220,
    AuthorisationWarnings1790000000221,
    GrantedAsDecided1790000000230,
    WaivedFromPut1790000000252,
  ],
  acts: [AUTHORISATION_ACTS],
  letters: [AUTHORISATION_LETTERS],
  looks: [AUTHORISATION_LOOKS],
});
