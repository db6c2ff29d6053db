import { capability } from '#kernel/api';
import { CONTINUITY_ACTS, CONTINUITY_LOOKS, RELAY_ACTS } from '#continuity/domain';
import { ContinuityModule } from './continuity.module.js';
import { Continuity1790000000260 } from './migrations/continuity.js';

export const continuityCapability = capability({
  name: 'continuity',
  module: () => ContinuityModule,
  migrations: [Continuity1790000000260],
  acts: [RELAY_ACTS, CONTINUITY_ACTS],
  looks: [CONTINUITY_LOOKS],
});
