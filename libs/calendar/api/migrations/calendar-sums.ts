import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** What is counted, beside the patients themselves. */
const MEASURES = ['late', 'soon', 'in_progress', 'forms', 'applicable', 'missing', 'all_put'];
const KEY = 'authorisation_id, centre_id, form_code, protocol_version_id, day';

/** Of lines with a sign, +1 for what they are and -1 for what they were: what the sums gain by them. Nothing where both are alike. */
const gained = (lines: string, enrolments: string) => `
  INSERT INTO calendar_sum (${KEY}, place, ${MEASURES.join(', ')})
  SELECT enrolment.authorisation_id, enrolment.centre_id, line.form_code, line.protocol_version_id, step.day, min(line.rank) FILTER (WHERE sign > 0),
    sum(sign * step.late), sum(sign * step.soon), sum(sign * step.in_progress), sum(sign * step.forms),
    sum(sign * step.forms * line.applicable), sum(sign * step.forms * line.missing), sum(sign * step.forms * line.all_put)
  FROM (${lines}) line JOIN ${enrolments} ON enrolment.id = line.enrolment_id AND enrolment.state = 'granted'
  CROSS JOIN LATERAL planned_form_steps(line.counted, line.form_state, line.ended, line.due_from, line.until_day, line.late_after) step
  GROUP BY 1, 2, 3, 4, 5
  HAVING (sum(sign * step.late), sum(sign * step.soon), sum(sign * step.in_progress), sum(sign * step.forms),
    sum(sign * step.forms * line.applicable), sum(sign * step.forms * line.missing), sum(sign * step.forms * line.all_put)) <> (0, 0, 0, 0, 0, 0, 0);`;

const signed = (sign: number, table: string) => `SELECT ${sign} AS sign, each.* FROM ${table} each`;

/** A patient under a number, and all that stands in their calendar. */
const moved = (sign: number, row: string) => `
  INSERT INTO calendar_sum (authorisation_id, centre_id, form_code, day, patients)
  VALUES (${row}.authorisation_id, ${row}.centre_id, '', '-infinity', ${sign});
  ${gained(
    `${signed(sign, 'planned_form')} WHERE each.enrolment_id = ${row}.id`,
    `(SELECT ${row}.id, ${row}.authorisation_id, ${row}.centre_id, ${row}.state) enrolment`,
  )}`;

/** What is counted over all patients is kept summed, by day, as their calendars are written (docs/decisions/0024). */
export class CalendarSums1790000000191 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE calendar_sum (
        id                  bigint  PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
        -- No keys of other tables are looked up at each save: they come from rows that have them.
        authorisation_id    uuid    NOT NULL,
        -- Where the patients are followed.
        centre_id           text    NOT NULL,
        -- Empty for what counts the patients themselves.
        form_code           text    NOT NULL,
        protocol_version_id uuid,
        -- What follows counts from that day on: a count on a day is the sum of all rows up to it.
        day                 date    NOT NULL,
        -- The first place that the form had in a calendar, for the order in which forms are shown: no count.
        place               int,
        patients            int     NOT NULL DEFAULT 0,
        late                int     NOT NULL DEFAULT 0,
        soon                int     NOT NULL DEFAULT 0,
        in_progress         int     NOT NULL DEFAULT 0,
        forms               int     NOT NULL DEFAULT 0,
        applicable          int     NOT NULL DEFAULT 0,
        missing             int     NOT NULL DEFAULT 0,
        all_put             int     NOT NULL DEFAULT 0,
        -- Rows are appended, so that nobody who writes waits for another, and added up to one of each key later.
        folded              boolean NOT NULL DEFAULT false
      );
      CREATE INDEX calendar_sum_by_authorisation ON calendar_sum (authorisation_id, day);
      CREATE INDEX calendar_sum_by_centre ON calendar_sum (centre_id, day);
      CREATE INDEX calendar_sum_unfolded ON calendar_sum (id) WHERE NOT folded;
      CREATE INDEX calendar_sum_by_day ON calendar_sum (day) WHERE folded AND day > '-infinity';
      GRANT SELECT, INSERT, DELETE ON calendar_sum TO ${APPLICATION_ROLE};

      -- The same as planned_form_state and what dashboards make of it, said by the days on which it changes: a test holds both equal.
      CREATE FUNCTION planned_form_steps(counted boolean, form_state text, ended boolean, due_from date, until_day date, late_after date)
      RETURNS TABLE (day date, late int, soon int, in_progress int, forms int)
      LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 2 AS $$
        SELECT step.* FROM (
          -- What is begun, or done, counts whatever the day.
          SELECT '-infinity'::date, 0, 0, (form_state = 'in-progress')::int, 1 WHERE form_state <> 'none'
          UNION ALL
          -- What is not begun counts once it is due, or late.
          SELECT least(due_from, late_after + 1), 0, 0, 0, 1 WHERE form_state = 'none' AND NOT ended AND coalesce(due_from, late_after) IS NOT NULL
          UNION ALL
          -- It is told 30 days ahead, until it is late.
          SELECT coalesce(until_day, due_from) - 30, 0, 1, 0, 0
            WHERE form_state = 'none' AND NOT ended AND due_from IS NOT NULL AND coalesce(coalesce(until_day, due_from) - 30 <= late_after, TRUE)
          UNION ALL
          SELECT late_after + 1, 1,
            -(form_state = 'none' AND due_from IS NOT NULL AND coalesce(until_day, due_from) - 30 <= late_after)::int, -(form_state = 'in-progress')::int, 0
            WHERE form_state <> 'complete' AND NOT ended AND late_after IS NOT NULL
        ) step (day, late, soon, in_progress, forms) WHERE counted
      $$;

      CREATE FUNCTION calendar_sum_lines() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN ${gained(signed(1, 'became'), 'enrolment')}
        ELSIF TG_OP = 'DELETE' THEN ${gained(signed(-1, 'was'), 'enrolment')}
        ELSE ${gained(`${signed(-1, 'was')} UNION ALL ${signed(1, 'became')}`, 'enrolment')}
        END IF;
        RETURN NULL;
      END $$;

      CREATE FUNCTION calendar_sum_enrolment() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'INSERT' AND OLD.state = 'granted' THEN ${moved(-1, 'OLD')} END IF;
        IF TG_OP <> 'DELETE' AND NEW.state = 'granted' THEN ${moved(1, 'NEW')} END IF;
        RETURN NULL;
      END $$;

      CREATE TRIGGER calendar_sum_inserted AFTER INSERT ON planned_form REFERENCING NEW TABLE AS became
        FOR EACH STATEMENT EXECUTE FUNCTION calendar_sum_lines();
      CREATE TRIGGER calendar_sum_updated AFTER UPDATE ON planned_form REFERENCING OLD TABLE AS was NEW TABLE AS became
        FOR EACH STATEMENT EXECUTE FUNCTION calendar_sum_lines();
      CREATE TRIGGER calendar_sum_deleted AFTER DELETE ON planned_form REFERENCING OLD TABLE AS was
        FOR EACH STATEMENT EXECUTE FUNCTION calendar_sum_lines();
      CREATE TRIGGER calendar_sum_begun AFTER INSERT ON enrolment FOR EACH ROW WHEN (NEW.state = 'granted') EXECUTE FUNCTION calendar_sum_enrolment();
      CREATE TRIGGER calendar_sum_gone AFTER DELETE ON enrolment FOR EACH ROW WHEN (OLD.state = 'granted') EXECUTE FUNCTION calendar_sum_enrolment();
      CREATE TRIGGER calendar_sum_moved AFTER UPDATE ON enrolment FOR EACH ROW
        WHEN ((OLD.state = 'granted') <> (NEW.state = 'granted') OR (OLD.state = 'granted'
          AND (OLD.authorisation_id, OLD.centre_id) <> (NEW.authorisation_id, NEW.centre_id)))
        EXECUTE FUNCTION calendar_sum_enrolment();

      INSERT INTO calendar_sum (authorisation_id, centre_id, form_code, day, patients, folded)
        SELECT authorisation_id, centre_id, '', '-infinity', count(*), true FROM enrolment WHERE state = 'granted' GROUP BY 1, 2;
      ${gained(signed(1, 'planned_form'), 'enrolment')}
      UPDATE calendar_sum SET folded = true;

      -- Whether a patient has a form that is late is one look, not a reading of their calendar.
      CREATE INDEX planned_form_open ON planned_form (enrolment_id, late_after) WHERE form_state <> 'complete' AND NOT ended;

      -- Requests under way: few, however many patients have a number.
      CREATE INDEX enrolment_under_way ON enrolment (authorisation_id) WHERE state NOT IN ('granted', 'refused', 'cancelled');`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX enrolment_under_way, planned_form_open;
      DROP TRIGGER calendar_sum_moved ON enrolment;
      DROP TRIGGER calendar_sum_gone ON enrolment;
      DROP TRIGGER calendar_sum_begun ON enrolment;
      DROP TRIGGER calendar_sum_deleted ON planned_form;
      DROP TRIGGER calendar_sum_updated ON planned_form;
      DROP TRIGGER calendar_sum_inserted ON planned_form;
      DROP FUNCTION calendar_sum_enrolment;
      DROP FUNCTION calendar_sum_lines;
      DROP FUNCTION planned_form_steps;
      DROP TABLE calendar_sum;`);
  }
}
