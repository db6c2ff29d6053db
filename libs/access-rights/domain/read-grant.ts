import { addMonths, type CalendarDate } from '#kernel/domain';
import type { ReadGrantMessage } from './say.js';
import type { READ_GRANT_WORDS } from './words.js';

/** Where a pharmacist's wish to read the file of a patient of another centre stands (charter C9.2). */
export type ReadGrantState = keyof typeof READ_GRANT_WORDS;

/** What is done to it. `end` is nobody's decision: the patient left the centre that gave it, or the pharmacist theirs. */
export type ReadGrantAct = 'grant' | 'refuse' | 'withdraw' | 'end';

const AFTER: Readonly<Record<ReadGrantState, Partial<Readonly<Record<ReadGrantAct, ReadGrantState>>>>> = {
  asked: { grant: 'granted', refuse: 'refused', end: 'ended' },
  granted: { withdraw: 'withdrawn', end: 'ended' },
  refused: {},
  withdrawn: {},
  ended: {},
};

/** The state that the act leads to; undefined when the state does not allow it. */
export function readGrantAfter(state: ReadGrantState, act: ReadGrantAct): ReadGrantState | undefined {
  return AFTER[state][act];
}

/** What is written of one. */
export interface ReadGrantWritten {
  readonly state: ReadGrantState;
  /** The centre that was asked, whose team decides. */
  readonly centreId: string;
  /** The last day, included; none before it is granted. */
  readonly until: string | null;
}

/**
 * Where it stands on a day: it ends by itself after its last one, and it is of the centre that gave it. A patient who is followed elsewhere now is asked for
 * there again.
 * @param followedBy the centre that follows the patient now.
 */
export function readGrantOn({ state, centreId, until }: ReadGrantWritten, today: string, followedBy: string): ReadGrantState {
  const isPast = state === 'granted' && until !== null && until < today;
  const isElsewhere = (state === 'asked' || state === 'granted') && centreId !== followedBy;
  return isPast || isElsewhere ? 'ended' : state;
}

/** What is proposed to the person who grants, and how long it lasts at most, in months. */
const MONTHS = { usual: 3, most: 12 } as const;

/** The days among which a grant that is given today ends. */
export function readGrantTerm(today: CalendarDate): { readonly usual: CalendarDate; readonly most: CalendarDate } {
  return { usual: addMonths(today, MONTHS.usual), most: addMonths(today, MONTHS.most) };
}

/** What is wrong with its last day; undefined when nothing is. */
export function readGrantTermProblem(today: CalendarDate, until: CalendarDate): ReadGrantMessage | undefined {
  if (until < today) return { code: 'reading-end-past' };
  const { most } = readGrantTerm(today);
  return until > most ? { code: 'reading-too-long', params: { day: most } } : undefined;
}
