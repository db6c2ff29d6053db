import { addDays, addMonths, type CalendarDate } from '#kernel/domain';
import type { Calendar, Duration, Visit } from '../language/language.js';

export interface PlannedVisit {
  readonly code: string;
  readonly label: string;
  /** 1 for the first, then one more at each repeat. */
  readonly occurrence: number;
  readonly target: CalendarDate;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  readonly forms: readonly string[];
}

/** The day from which a visit counts; undefined while nobody knows it. */
export type AnchorOf = (visit: Visit) => CalendarDate | undefined;

/**
 * The visits foreseen, in the order of their days; none whose day comes after the definitive stop, unless it is kept. They all count from one
 * day, or each from its own; a visit whose day 0 is not known is not foreseen yet.
 */
export function planVisits(calendar: Calendar, anchor: CalendarDate | AnchorOf, stop?: CalendarDate): readonly PlannedVisit[] {
  const anchorOf = typeof anchor === 'function' ? anchor : () => anchor;
  return calendar.visits
    .flatMap((visit) => {
      const from = anchorOf(visit);
      const planned = from === undefined ? [] : occurrencesOf(visit, from);
      return planned.filter(({ target }) => stop === undefined || visit.keptAfterStop === true || target <= stop);
    })
    .sort((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0));
}

/** A visit as often as it repeats, counted from that day. */
export function occurrencesOf(visit: Visit, anchor: CalendarDate): PlannedVisit[] {
  return Array.from({ length: timesOf(visit) }, (_, repeat) => occurrenceOf(visit, anchor, repeat + 1));
}

/** A visit the n-th time it comes, from 1 to `timesOf`. */
export function occurrenceOf(visit: Visit, anchor: CalendarDate, occurrence: number): PlannedVisit {
  const { code, label, offset, every, window, forms } = visit;
  const target = shift(anchor, offset, every, occurrence - 1);
  return { code, label, occurrence, target, from: addDays(target, -window.before), until: addDays(target, window.after), forms };
}

/** How often a visit comes, as long as nothing stops it. */
export function timesOf({ every }: Visit): number {
  return every?.times ?? 1;
}

/** All months are counted from the anchor at once, so that the 31st comes back after a short month. */
function shift(anchor: CalendarDate, offset: Duration, every: Duration | undefined, repeat: number): CalendarDate {
  const steps = every ? [offset, { ...every, value: every.value * repeat }] : [offset];
  const total = (unit: Duration['unit']) => steps.filter((step) => step.unit === unit).reduce((sum, step) => sum + step.value, 0);
  return addDays(addMonths(anchor, total('months')), total('weeks') * 7 + total('days'));
}
