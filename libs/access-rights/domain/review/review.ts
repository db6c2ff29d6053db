import { addMonths, canonicalJson, type CalendarDate } from '#kernel/domain';

/** A centre looks once a year at who has access there (charter C5.7). */
const REVIEW_MONTHS = 12;

/** How long it may take before it is late, and between two reminders. */
const REMINDER_MONTHS = 1;

/** Where the review of a centre stands: not asked for yet, asked for, or asked for a month ago and more. */
export type ReviewState = 'planned' | 'due' | 'late';

/** The day of the next review, after the one that was done on `day`; of the first, after the day on which someone of the centre had access first. */
export function nextReview(day: CalendarDate): CalendarDate {
  return addMonths(day, REVIEW_MONTHS);
}

/** @param today where the centre is. */
export function reviewState(dueOn: CalendarDate, today: CalendarDate): ReviewState {
  if (today < dueOn) return 'planned';
  return today < addMonths(dueOn, REMINDER_MONTHS) ? 'due' : 'late';
}

/**
 * Of what those who do the review are told today: that it is due, once; then that it is late, once a month.
 * @param toldOn the last day on which they were told, of this review or of an earlier one.
 */
export function reminderOn(dueOn: CalendarDate, toldOn: CalendarDate | null, today: CalendarDate): 'due' | 'late' | undefined {
  const state = reviewState(dueOn, today);
  if (state === 'planned') return undefined;
  if (toldOn === null || toldOn < dueOn) return state;
  return today >= addMonths(toldOn, REMINDER_MONTHS) ? 'late' : undefined;
}

/** What a review looks at: who has access in a centre on a day, by what. */
export interface ReviewHolds {
  /** Profiles of the centre. One that sleeps opens nothing, and is not asked about. */
  readonly people: readonly { readonly profileId: string; readonly asleep: boolean; readonly requested: readonly string[] }[];
  /** Those that stand; `act`: what this person may do about one, withdraw it or tell who may. */
  readonly designations: readonly Held[];
  /** Files of the centre's patients that stand open to another one. */
  readonly readings: readonly Held[];
}

interface Held {
  readonly id: string;
  readonly stateVersion: number;
  readonly act: ReviewAct;
}

/** What becomes of what is not kept. */
export type ReviewAct = 'withdraw' | 'flag';

/** The same text as long as the list says the same, to anyone and in any order: what was decided of one list is not done to another. */
export function textOfReview({ people, designations, readings }: ReviewHolds): string {
  const versions = (those: readonly Held[]) => those.map(({ id, stateVersion }) => `${id} ${stateVersion}`).sort();
  return canonicalJson({
    people: people.map(({ profileId, asleep, requested }) => `${profileId} ${asleep} ${[...requested].sort().join()}`).sort(),
    designations: versions(designations),
    readings: versions(readings),
  });
}

/** What the person who reviews does not keep: ids of the list. */
export interface NotKept {
  readonly designations: readonly string[];
  readonly readings: readonly string[];
  /** Profiles of people who left. */
  readonly left: readonly string[];
}

/** What a review came to. */
export interface ReviewCounts {
  readonly kept: number;
  readonly withdrawn: number;
  /** Told to who may withdraw them. */
  readonly flagged: number;
  /** People who left: their profiles were put to sleep. */
  readonly left: number;
}

/** Everything that the list asks about is counted once, whatever became of it. */
export function countsOf({ people, designations, readings }: ReviewHolds, not: NotKept): ReviewCounts {
  const refused = [
    ...designations.filter(({ id }) => not.designations.includes(id)),
    ...readings.filter(({ id }) => not.readings.includes(id)),
  ];
  const awake = people.filter(({ asleep }) => !asleep);
  const left = awake.filter(({ profileId }) => not.left.includes(profileId)).length;
  const flagged = refused.filter(({ act }) => act === 'flag').length;
  return {
    kept: awake.length + designations.length + readings.length - left - refused.length,
    withdrawn: refused.length - flagged,
    flagged,
    left,
  };
}

/** What was answered of something that the list does not ask about: the names of the lists where it stands. */
export function notAsked({ people, designations, readings }: ReviewHolds, not: NotKept): (keyof NotKept)[] {
  const asked: Readonly<Record<keyof NotKept, readonly string[]>> = {
    designations: designations.map(({ id }) => id),
    readings: readings.map(({ id }) => id),
    left: people.filter(({ asleep }) => !asleep).map(({ profileId }) => profileId),
  };
  return (['designations', 'readings', 'left'] as const).filter((list) => not[list].some((id) => !asked[list].includes(id)));
}
