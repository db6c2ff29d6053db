import { daysBetween, type CalendarDate } from '#kernel/domain';
import { isLive, type QueryState } from './life.js';
import type { QueryMessage } from './say.js';

/** What the clock says of a query: days where the centre is. */
export interface QueryDays {
  readonly state: QueryState;
  readonly openedOn: CalendarDate;
  /** The day of its last change. */
  readonly changedOn: CalendarDate;
  readonly dueOn?: CalendarDate;
}

/** Days since it was asked; once settled, those it took. */
export function ageInDays({ state, openedOn, changedOn }: QueryDays, today: CalendarDate): number {
  return Math.max(0, daysBetween(openedOn, isLive(state) ? today : changedOn));
}

/** Its day has passed without an answer; the day itself is still in time. */
export function isOverdue({ state, dueOn }: Pick<QueryDays, 'state' | 'dueOn'>, today: CalendarDate): boolean {
  return state === 'open' && dueOn !== undefined && dueOn < today;
}

/** Why an answer is not hoped for until that day; undefined when it may be. @param today the day where the patient is followed */
export function pastDue(day: string, today: string): QueryMessage | undefined {
  return day < today ? { code: 'past-due' } : undefined;
}
