import type { Course, CourseRow } from '#forms/domain';

/** A line of the calendar, with the days on which its state changes: its state on any day follows from them and from its form. */
export interface PlannedLine {
  readonly row: CourseRow;
  /** Due from that day; `-infinity` when it is due whatever the day, absent when it is never due. */
  readonly dueFrom?: string;
  /** Late after that day; absent when it is never late. */
  readonly lateAfter?: string;
  /** It comes after the definitive stop. */
  readonly ended: boolean;
}

/** Before and after every day that a calendar may hold. */
const [FIRST_DAY, LAST_DAY] = ['0000-01-01', '9999-12-31'];

/**
 * The lines of a calendar, whatever the day. They are read off the calendar itself, as it stands at the beginning and at the end of times:
 * a day only moves a form from upcoming to due to late, so both ends say all.
 */
export function plannedLines({ schedule, scheduleOn }: Course): PlannedLine[] {
  const [first, last] = [scheduleOn(FIRST_DAY).rows, scheduleOn(LAST_DAY).rows];
  return schedule.rows.map((row, index) => {
    const [before, after] = [first[index]?.state, last[index]?.state];
    const late = after === 'late';
    const due = late || after === 'due' ? dueFrom(row, before === 'due') : undefined;
    // What is begun and never late is either without a window or after the stop: both read « in progress » on any day.
    return {
      row,
      ...(due !== undefined && { dueFrom: due }),
      ...(late && row.until && { lateAfter: row.until }),
      ended: after === 'not-applicable',
    };
  });
}

function dueFrom({ from, target }: CourseRow, always: boolean): string | undefined {
  return always ? '-infinity' : (from ?? target);
}
