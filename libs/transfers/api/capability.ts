import { capability } from '#kernel/api';
import { CENTRE_TRANSFER_ACTS, TRANSFER_ACTS, TRANSFER_LETTERS, TRANSFER_LOOKS, TRANSFER_TASKS } from '#transfers/domain';
import { Transfers1790000000202 } from './migrations/transfers.js';
import { Transfer } from './transfer.entity.js';
import { TransfersModule } from './transfers.module.js';

export const transfersCapability = capability({
  name: 'transfers',
  module: () => TransfersModule,
  entities: [Transfer],
  migrations: [Transfers1790000000202],
  acts: [TRANSFER_ACTS, CENTRE_TRANSFER_ACTS],
  letters: [TRANSFER_LETTERS],
  tasks: [TRANSFER_TASKS],
  looks: [TRANSFER_LOOKS],
});
