import { IDENTITY_ACTS, IDENTITY_LETTERS, IDENTITY_LOOKS } from '#identity/domain';
import { capability } from '#kernel/api';
import { identityEntities } from './entities.js';
import { IdentityModule } from './identity.module.js';
import { FactorBrakes1790000000182 } from './migrations/factor-brakes.js';
import { ForgottenSessions1790000000240 } from './migrations/forgotten-sessions.js';
import { FreshProof1790000000163 } from './migrations/fresh-proof.js';
import { Identity1790000000002 } from './migrations/identity.js';
import { SecondFactor1790000000180 } from './migrations/second-factor.js';
import { readProviders } from './providers.js';

export const identityCapability = capability({
  name: 'identity',
  module: ({ config, env }) => IdentityModule.with(readProviders(env, config)),
  entities: identityEntities,
  migrations: [
    Identity1790000000002,
    FreshProof1790000000163,
    SecondFactor1790000000180,
    FactorBrakes1790000000182,
    ForgottenSessions1790000000240,
  ],
  acts: [IDENTITY_ACTS],
  letters: [IDENTITY_LETTERS],
  looks: [IDENTITY_LOOKS],
});
