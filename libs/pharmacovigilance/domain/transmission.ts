import { daysBetween, frenchDate, type CalendarDate } from '#kernel/domain';
import { dueOn, utcDay, type Seriousness } from './clock.js';

/** A declaration that waits to be transmitted. */
export interface Awaiting {
  readonly receivedAt: Date;
}

/** Which declarations an act of that day transmits: those that were there. What came after is another transmission. */
export function transmittedOn<Declaration extends Awaiting>(waiting: readonly Declaration[], on: CalendarDate): readonly Declaration[] {
  return waiting.filter(({ receivedAt }) => utcDay(receivedAt) <= on);
}

/** Why nothing was transmitted on that day, in French; undefined when it may have been. */
export function transmissionProblem(waiting: readonly Awaiting[], on: CalendarDate, today: CalendarDate): string | undefined {
  if (on > today) return 'Ce jour n’est pas encore venu\u00a0: indiquez celui où la déclaration a été transmise.';
  if (transmittedOn(waiting, on).length > 0) return undefined;
  const [first] = waiting.map(({ receivedAt }) => utcDay(receivedAt)).sort();
  return first && `La déclaration n’a été reçue que le ${frenchDate(first)}\u00a0: elle n’a pas pu être transmise avant.`;
}

/** Days after the last one, as seriousness stands; 0 when it was in time. */
export function daysLate(receivedAt: Date, serious: Seriousness, on: CalendarDate): number {
  return Math.max(0, daysBetween(dueOn(receivedAt, serious), on));
}
