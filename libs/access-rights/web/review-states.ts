import { REVIEW_WORDS } from '#access-rights/domain';
import { drawn } from '#kernel/web';

/** Where the review of a centre stands, as screens show it. */
export const REVIEW_STATES = drawn(REVIEW_WORDS, {
  planned: { tone: 'green', icon: 'done' },
  due: { tone: 'amber', icon: 'clock' },
  late: { tone: 'red', icon: 'alert' },
});
