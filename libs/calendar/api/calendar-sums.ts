import type { SumTable } from '#kernel/api';

/** What is counted over all calendars, by the day from which it counts (docs/decisions/0024). */
export const CALENDAR_SUMS: SumTable = {
  table: 'calendar_sum',
  key: ['authorisation_id', 'centre_id', 'form_code', 'protocol_version_id', 'day'],
  nullable: ['protocol_version_id'],
  measures: ['patients', 'late', 'soon', 'in_progress', 'forms', 'applicable', 'missing', 'all_put'],
  least: 'place',
  // Past for every centre, none of which is further than a day from the server: what counts from there counts whatever the day.
  settles: { column: 'day', when: `day > '-infinity' AND day < CURRENT_DATE - 1`, to: `'-infinity'` },
  counted: `
    SELECT authorisation_id, centre_id, '' AS form_code, NULL::uuid AS protocol_version_id, '-infinity'::date AS day, NULL::int AS place,
      1 AS patients, 0 AS late, 0 AS soon, 0 AS in_progress, 0 AS forms, 0 AS applicable, 0 AS missing, 0 AS all_put
    FROM enrolment WHERE state = 'granted'
    UNION ALL
    SELECT enrolment.authorisation_id, enrolment.centre_id, line.form_code, line.protocol_version_id, step.day, line.rank, 0,
      step.late, step.soon, step.in_progress, step.forms, step.forms * line.applicable, step.forms * line.missing, step.forms * line.all_put
    FROM planned_form line JOIN enrolment ON enrolment.id = line.enrolment_id AND enrolment.state = 'granted'
    CROSS JOIN LATERAL planned_form_steps(line.counted, line.form_state, line.ended, line.due_from, line.until_day, line.late_after) step`,
};
