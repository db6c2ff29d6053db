import type { ScheduleState } from '#protocols/domain';

/**
 * How far a form is, as everyone reads it (charter C7.2): `complete` only with nothing missing; `finished` when its entry was ended and something still
 * is. The calendar itself asks only whether the entry was ended.
 */
export type FormReading = ScheduleState | 'finished';

/** The one word for how far a form is, from where it stands in the calendar and what is missing in it. */
export function readingOf(state: ScheduleState, missing: number): FormReading {
  return state === 'complete' && missing > 0 ? 'finished' : state;
}

/** What is counted as missing (charter C7.3): forms begun, ended or not, due or late. What is to come, or does not apply any more, misses nothing. */
export const COUNTED_READINGS: readonly FormReading[] = ['late', 'due', 'in-progress', 'finished', 'complete'];
