import { KERNEL_ACTS } from '#kernel/domain';
import { capability } from './capability.js';
import { AccessLogServes1790000000164 } from './migrations/access-log-serves.js';
import { FrenchOrder1790000000131 } from './migrations/french-order.js';
import { Journal1790000000001 } from './migrations/journal.js';
import { Keeper1790000000171 } from './migrations/keeper.js';
import { WorkerBeat1790000000009 } from './migrations/worker-beat.js';

export const kernelCapability = capability({
  name: 'kernel',
  migrations: [Journal1790000000001, WorkerBeat1790000000009, FrenchOrder1790000000131, AccessLogServes1790000000164, Keeper1790000000171],
  acts: [KERNEL_ACTS],
});
