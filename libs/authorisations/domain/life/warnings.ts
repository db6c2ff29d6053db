import { daysBetween, type CalendarDate } from '#kernel/domain';
import type { Deadline } from './deadlines.js';

/** So many days before, one is warned: once each time, the tightest first when several are reached together. */
const NOTICES = [7, 30, 60] as const;

/** What one is to be warned of, and by which notice. */
export interface Warning extends Pick<Deadline, 'code' | 'day'> {
  readonly notice: (typeof NOTICES)[number];
}

/** Of what is due that day or later and not done. What was warned of is known to anyone who keeps it. */
export function warningsOn(deadlines: readonly Deadline[], today: CalendarDate): Warning[] {
  return deadlines.flatMap(({ code, day, done }) => {
    const left = daysBetween(today, day);
    const notice = NOTICES.find((days) => left <= days);
    return done === undefined && left >= 0 && notice !== undefined ? [{ code, day, notice }] : [];
  });
}
