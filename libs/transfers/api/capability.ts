import { capability } from '#kernel/api';
import { TRANSFER_ACTS, TRANSFER_LETTERS, TRANSFER_TASKS } from '#transfers/domain';
import { TransfersModule } from './transfers.module.js';

export const transfersCapability = capability({
  name: 'transfers',
  module: () => TransfersModule,
  acts: [TRANSFER_ACTS],
  letters: [TRANSFER_LETTERS],
  tasks: [TRANSFER_TASKS],
});
