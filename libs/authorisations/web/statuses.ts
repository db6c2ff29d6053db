import { STATUS_WORDS } from '#authorisations/domain';
import { drawn } from '#kernel/web';

export const STATUSES = drawn(STATUS_WORDS, {
  'in-force': { tone: 'green', icon: 'done' },
  suspended: { tone: 'amber', icon: 'clock' },
  ended: { tone: 'grey', icon: 'minus' },
});
