import { addDays, daysBetween, todayIn, type CalendarDate } from '#kernel/domain';

/** What the declaration says of its consequences. `unknown` while it was not answered, or where the PUT does not ask. */
export type Seriousness = 'yes' | 'no' | 'unknown';

/** How near the last day is: past, within a few days, or neither. */
export type Urgency = 'overdue' | 'soon' | 'later';

/** Where a declaration stands against its delay (CSP R.5121-166: 15 days when serious, 90 when not). */
export interface Clock {
  readonly dueOn: CalendarDate;
  /** Negative once it is past. */
  readonly daysLeft: number;
  readonly urgency: Urgency;
}

/** In days. Until seriousness is known, the shorter delay is the prudent one (docs/decisions/0009). */
export const DELAYS: Readonly<Record<Seriousness, number>> = { yes: 15, unknown: 15, no: 90 };

/** From this many days left on, a clock is said to be near its end. */
const SOON = 5;

/** Days of clocks are days in UTC, as their day 0 is stamped: the same for the centre, the holder and the authority. */
export function utcDay(instant: Date): CalendarDate {
  return todayIn('UTC', instant);
}

/** The last day: counted from day 0, which never moves, whatever seriousness becomes. */
export function dueOn(dayZero: Date, serious: Seriousness): CalendarDate {
  return addDays(utcDay(dayZero), DELAYS[serious]);
}

/** What a change of seriousness does: it makes the effect serious, or brings the last day nearer; or neither. */
export function turnOf(before: Seriousness, after: Seriousness): 'serious' | 'sooner' | 'later' {
  if (after === 'yes' && before !== 'yes') return 'serious';
  return DELAYS[after] < DELAYS[before] ? 'sooner' : 'later';
}

export function clockOf(dayZero: Date, serious: Seriousness, now: Date): Clock {
  const due = dueOn(dayZero, serious);
  const daysLeft = daysBetween(utcDay(now), due);
  const urgency = daysLeft < 0 ? 'overdue' : daysLeft <= SOON ? 'soon' : 'later';
  return { dueOn: due, daysLeft, urgency };
}
