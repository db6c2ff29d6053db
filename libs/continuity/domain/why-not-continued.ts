import type { ContinuityMessage } from './say.js';

/** Where a patient stands under the compassionate access. */
export interface FormerStanding {
  /** Whether they have a number there: the follow-up begins with it. */
  readonly isFollowed: boolean;
  /** Whether a request under the early access lives. */
  readonly isContinued: boolean;
  /** A death or the end of the follow-up, or a definitive stop of the treatment. */
  readonly over?: 'ended' | 'stopped';
}

/** Why the collection of this patient does not go on under the early access; undefined when it may (charter C8.1). */
export function whyNotContinued({ isFollowed, isContinued, over }: FormerStanding): ContinuityMessage | undefined {
  if (isContinued) return { code: 'continued-already' };
  if (!isFollowed) return { code: 'not-followed' };
  if (over === undefined) return undefined;
  return { code: over === 'ended' ? 'follow-up-ended' : 'treatment-stopped' };
}
