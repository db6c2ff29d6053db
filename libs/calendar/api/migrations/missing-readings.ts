import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATE = (parameters: string, complete: string) => `
  CREATE FUNCTION planned_form_state(${parameters}, ended boolean, due_from date, late_after date, today date) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
      WHEN form_state = 'complete' THEN ${complete}
      WHEN ended THEN CASE form_state WHEN 'none' THEN 'not-applicable' ELSE 'in-progress' END
      WHEN today > late_after THEN 'late'
      WHEN form_state = 'in-progress' THEN 'in-progress'
      WHEN today >= due_from THEN 'due'
      ELSE 'upcoming'
    END
  $$;`;

/** One reading of what is missing: « complète » only with nothing missing, and the counts of every form that exists calculated again (docs/decisions/0014). */
export class MissingReadings1790000000121 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION planned_form_state(text, boolean, date, date, date);
      ${STATE('form_state text, missing int', `CASE WHEN missing = 0 THEN 'complete' ELSE 'finished' END`)}

      -- Whether the counts of its forms are of the reading in use: those that are not are calculated when the application starts.
      ALTER TABLE enrolment ADD COLUMN counted boolean NOT NULL DEFAULT false;
      ALTER TABLE enrolment ALTER COLUMN counted SET DEFAULT true;
      CREATE INDEX enrolment_uncounted ON enrolment (id) WHERE NOT counted;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE enrolment DROP COLUMN counted;
      DROP FUNCTION planned_form_state(text, int, boolean, date, date, date);
      ${STATE('form_state text', `'complete'`)}`);
  }
}
