import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';

/** A day of a calendar that others subscribe to. */
export interface CalendarDay {
  /** The same for the same thing, as long as it is there. */
  readonly uid: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly summary: string;
  readonly description: string;
}

/** How often a program asks again, in seconds. */
const TWICE_A_DAY = 12 * 3600;

/** A calendar as programs subscribe to it (RFC 5545): whole days that take no one's time. */
export function deadlineCalendar(name: string, made: Date, days: readonly CalendarDay[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'Passerelle', product: 'Deadlines', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: TWICE_A_DAY,
  });
  for (const { uid, day, summary, description } of days)
    calendar.createEvent({
      id: uid,
      stamp: made,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      summary,
      description,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return `${calendar}\r\n`;
}
