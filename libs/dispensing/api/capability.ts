import { DISPENSING_LOOKS, DISPENSING_TASKS } from '#dispensing/domain';
import { capability } from '#kernel/api';
import { DispensingModule } from './dispensing.module.js';

export const dispensingCapability = capability({
  name: 'dispensing',
  module: () => DispensingModule,
  tasks: [DISPENSING_TASKS],
  looks: [DISPENSING_LOOKS],
});
