import { daysBetween, inCodeOrder, type CalendarDate } from '#kernel/domain';
import { dueOn, utcDay, type Seriousness } from './clock.js';
import type { CaseMessage } from './say.js';

/** A declaration that waits to be transmitted. */
export interface Awaiting {
  readonly receivedAt: Date;
  readonly serious: Seriousness;
  /** When it last became serious, or had its delay shortened: what was transmitted before did not say so. */
  readonly urgentAt?: Date | undefined;
}

/** The first day on which an act can have transmitted it as it stands. */
function since({ receivedAt, urgentAt }: Awaiting): CalendarDate {
  return utcDay(urgentAt && urgentAt > receivedAt ? urgentAt : receivedAt);
}

/** Which declarations an act of that day transmits: those that were there, as urgent as they are. What came after is another transmission. */
export function transmittedOn<Declaration extends Awaiting>(waiting: readonly Declaration[], on: CalendarDate): readonly Declaration[] {
  return waiting.filter((each) => since(each) <= on);
}

/** Why nothing was transmitted on that day; undefined when it may have been. */
export function transmissionProblem(waiting: readonly Awaiting[], on: CalendarDate, today: CalendarDate): CaseMessage | undefined {
  if (on > today) return { code: 'day-to-come' };
  if (transmittedOn(waiting, on).length > 0) return undefined;
  const [first] = [...waiting].sort((one, other) => inCodeOrder(since(one), since(other)));
  if (!first) return undefined;
  const params = { day: since(first) };
  if (utcDay(first.receivedAt) === params.day) return { code: 'received-later', params };
  return { code: first.serious === 'yes' ? 'serious-since' : 'sooner-since', params };
}

/** Days after the last one, as seriousness stands; 0 when it was in time. */
export function daysLate(receivedAt: Date, serious: Seriousness, on: CalendarDate): number {
  return Math.max(0, daysBetween(dueOn(receivedAt, serious), on));
}
