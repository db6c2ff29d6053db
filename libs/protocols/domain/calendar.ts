import { addDays, addMonths, type CalendarDate } from '#kernel/domain';
import type { Calendar, Duration, Visit } from './language.js';

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
  return Array.from({ length: visit.every?.times ?? 1 }, (_, repeat) => {
    const target = shift(anchor, visit.offset, visit.every, repeat);
    return {
      code: visit.code,
      label: visit.label,
      occurrence: repeat + 1,
      target,
      from: addDays(target, -visit.window.before),
      until: addDays(target, visit.window.after),
      forms: visit.forms,
    };
  });
}

/** All months are counted from the anchor at once, so that the 31st comes back after a short month. */
function shift(anchor: CalendarDate, offset: Duration, every: Duration | undefined, repeat: number): CalendarDate {
  const steps = every ? [offset, { ...every, value: every.value * repeat }] : [offset];
  const total = (unit: Duration['unit']) => steps.filter((step) => step.unit === unit).reduce((sum, step) => sum + step.value, 0);
  return addDays(addMonths(anchor, total('months')), total('weeks') * 7 + total('days'));
}
