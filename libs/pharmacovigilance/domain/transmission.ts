import { daysBetween, frenchDate, inCodeOrder, type CalendarDate } from '#kernel/domain';
import { dueOn, utcDay, type Seriousness } from './clock.js';

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

/** Why nothing was transmitted on that day, in French; undefined when it may have been. */
export function transmissionProblem(waiting: readonly Awaiting[], on: CalendarDate, today: CalendarDate): string | undefined {
  if (on > today) return 'Ce jour n’est pas encore venu\u00a0: indiquez celui où la déclaration a été transmise.';
  if (transmittedOn(waiting, on).length > 0) return undefined;
  const [first] = [...waiting].sort((one, other) => inCodeOrder(since(one), since(other)));
  if (!first) return undefined;
  const day = frenchDate(since(first));
  if (utcDay(first.receivedAt) === since(first))
    return `La déclaration n’a été reçue que le ${day}\u00a0: elle n’a pas pu être transmise avant.`;
  const turn = first.serious === 'yes' ? 'est devenue grave' : 'a vu son délai raccourci';
  return `La déclaration ${turn} le ${day}\u00a0: indiquez un jour à partir de celui-là.`;
}

/** Days after the last one, as seriousness stands; 0 when it was in time. */
export function daysLate(receivedAt: Date, serious: Seriousness, on: CalendarDate): number {
  return Math.max(0, daysBetween(dueOn(receivedAt, serious), on));
}
