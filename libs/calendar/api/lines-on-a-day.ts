import { COUNTED_READINGS } from '#forms/domain';
import type { ScheduleState } from '#forms/api';
import type { Ctx } from '#kernel/api';

/** What lines of calendars are asked for by: a state on a day, or what is to be typed soon. */
export type LineState = ScheduleState | 'soon';

/**
 * Whether this person sees every line of a calendar, in SQL over the named alias of the enrolment: anyone but a centre that the patient left.
 * @param place where the centre stands among the parameters, `$4`.
 */
export function seesWhole(enrolment: string, place: string): string {
  return `(${place}::text IS NULL OR ${enrolment}.centre_id = ${place} OR NOT (${place} = ANY(${enrolment}.former_centre_ids)))`;
}

/** Which lines of a calendar this person sees, over `planned` too: of a patient who left, a centre keeps the forms of its own visits (charter C10.5). */
export function seenLines(enrolment: string, place: string): string {
  return `(${seesWhole(enrolment, place)} OR planned.visit_centre_id = ${place})`;
}

/** The centre that the person works in; null for the operator's side. */
export function centreOf({ actor }: Ctx): string | null {
  return actor.profile?.centreId ?? null;
}

/** The state of `planned` on a day, as the database says it. */
export function stateOn(day: string): string {
  return `planned_form_state(planned.form_state, planned.missing, planned.ended, planned.due_from, planned.late_after, ${day})`;
}

/** Whether what is missing in `planned` counts on a day (charter C7.3): it is begun, ended or not, due or late. */
export function countsOn(day: string): string {
  return `${stateOn(day)} IN (${COUNTED_READINGS.map((reading) => `'${reading}'`).join(', ')})`;
}

/** What is to be typed is told so many days ahead. */
export const AHEAD_DAYS = 30;

/**
 * What `planned` asks for on a day, as homes and dashboards both count it: `late`; `in-progress`, once begun; `soon`, not begun and to be typed
 * within 30 days: by the end of its window, or without one from the day it is due. Nothing otherwise: what is only due later or has no sure day, what the
 * definitive stop made useless, and a form filled once elsewhere than at its first visit.
 */
export function workOn(day: string): string {
  return `CASE WHEN planned.counted THEN CASE ${stateOn(day)} WHEN 'late' THEN 'late' WHEN 'in-progress' THEN 'in-progress'
    WHEN 'complete' THEN NULL WHEN 'finished' THEN NULL WHEN 'not-applicable' THEN NULL
    ELSE CASE WHEN planned.due_from IS NOT NULL AND coalesce(planned.until_day, planned.due_from) <= ${day} + ${AHEAD_DAYS} THEN 'soon' END END END`;
}

/**
 * Whether `planned` is in that state on the day of its centre: what `stateOn` says, `soon` as `workOn` does, as conditions that indexes know, and whose rarity the
 * planner can guess. The server's day, from which no
 * centre is further than one, bounds it: no index knows the day of a row's centre.
 */
export function isInState(state: LineState, day: string, serverDay = 'CURRENT_DATE'): string {
  const open = `planned.form_state <> 'complete' AND NOT planned.ended`;
  const notLate = `coalesce(planned.late_after >= ${day}, TRUE)`;
  switch (state) {
    case 'late':
      return `${open} AND planned.late_after < ${serverDay} + 1 AND planned.late_after < ${day}`;
    case 'due':
      return `planned.form_state = 'none' AND NOT planned.ended AND planned.due_from <= ${serverDay} + 1 AND planned.due_from <= ${day} AND ${notLate}`;
    case 'soon':
      return `planned.form_state = 'none' AND NOT planned.ended AND planned.counted AND planned.due_from IS NOT NULL
        AND coalesce(planned.until_day, planned.due_from) <= ${day} + ${AHEAD_DAYS} AND ${notLate}`;
    case 'in-progress':
      return `planned.form_state = 'in-progress' AND (planned.ended OR ${notLate})`;
    case 'upcoming':
      return `planned.form_state = 'none' AND NOT planned.ended AND coalesce(planned.due_from > ${day}, TRUE) AND ${notLate}`;
    case 'finished':
      return `planned.form_state = 'complete' AND planned.missing > 0`;
    case 'complete':
      return `planned.form_state = 'complete' AND planned.missing = 0`;
    case 'not-applicable':
      return `planned.ended AND planned.form_state = 'none'`;
  }
}
