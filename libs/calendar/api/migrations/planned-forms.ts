import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** The calendar of every patient as rows, so that thousands are read by their state on a day in one statement. */
export class PlannedForms1790000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One row a line of the calendar, and the FAT: written from the protocols domain, which alone knows how to calculate it.
      CREATE TABLE planned_form (
        enrolment_id        uuid    NOT NULL REFERENCES enrolment (id),
        -- In the order of the calendar.
        rank                int     NOT NULL,
        -- Whose words it is read with.
        protocol_version_id uuid    NOT NULL REFERENCES protocol_version (id),
        form_code           text    NOT NULL,
        form_kind           text    NOT NULL,
        visit_code          text    NOT NULL DEFAULT '',
        occurrence          int     NOT NULL,
        target_day          date,
        until_day           date,
        announced           boolean NOT NULL,
        -- Due from that day, late after it; empty for never.
        due_from            date,
        late_after          date,
        -- It comes after the definitive stop.
        ended               boolean NOT NULL,
        form_id             uuid    REFERENCES form_record (id),
        form_state          text    NOT NULL CHECK (form_state IN ('none', 'in-progress', 'complete')),
        -- The centre in charge of its visit, once it is begun.
        visit_centre_id     text    REFERENCES centre (id),
        applicable          int     NOT NULL,
        missing             int     NOT NULL,
        all_put             int     NOT NULL,
        -- A form filled once that several visits ask for is counted at the first.
        counted             boolean NOT NULL,
        PRIMARY KEY (enrolment_id, rank)
      );

      -- The states of the calendar (charter C7.2), as the protocols domain says them.
      CREATE FUNCTION planned_form_state(form_state text, ended boolean, due_from date, late_after date, today date) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE
          WHEN form_state = 'complete' THEN 'complete'
          WHEN ended THEN CASE form_state WHEN 'none' THEN 'not-applicable' ELSE 'in-progress' END
          WHEN today > late_after THEN 'late'
          WHEN form_state = 'in-progress' THEN 'in-progress'
          WHEN today >= due_from THEN 'due'
          ELSE 'upcoming'
        END
      $$;

      -- Patients who have a form in a rare state are found by it, those in a common one by walking the page's own order.
      CREATE INDEX planned_form_late ON planned_form (late_after, enrolment_id) WHERE form_state <> 'complete' AND NOT ended;
      CREATE INDEX planned_form_due ON planned_form (due_from, enrolment_id) WHERE form_state = 'none' AND NOT ended;
      CREATE INDEX planned_form_begun ON planned_form (enrolment_id) WHERE form_state = 'in-progress';
      CREATE INDEX planned_form_ended ON planned_form (enrolment_id) WHERE ended AND form_state = 'none';

      -- Pages of patients with a number, the latest first.
      CREATE INDEX enrolment_granted_by_authorisation ON enrolment (authorisation_id, decided_at DESC, id DESC) WHERE state = 'granted';
      CREATE INDEX enrolment_granted_by_centre ON enrolment (centre_id, authorisation_id, decided_at DESC, id DESC) WHERE state = 'granted';

      GRANT SELECT, INSERT, UPDATE, DELETE ON planned_form TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX enrolment_granted_by_authorisation, enrolment_granted_by_centre;
      DROP FUNCTION planned_form_state;
      DROP TABLE planned_form;`);
  }
}
