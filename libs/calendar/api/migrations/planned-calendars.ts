import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPLICATION_ROLE } from '#kernel/api';

/** The version of its protocol that the calendar of a patient was calculated from: those of another one than the version in force are to be calculated again. */
export class PlannedCalendars1790000000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE planned_calendar (
        enrolment_id        uuid PRIMARY KEY REFERENCES enrolment (id),
        protocol_version_id uuid NOT NULL REFERENCES protocol_version (id)
      );

      -- Until now a calendar was that of the version of the FAT.
      INSERT INTO planned_calendar (enrolment_id, protocol_version_id)
      SELECT form.enrolment_id, form.protocol_version_id FROM form_record form
      WHERE form.form_kind = 'FAT' AND EXISTS (SELECT FROM planned_form WHERE enrolment_id = form.enrolment_id);

      GRANT SELECT, INSERT, UPDATE, DELETE ON planned_calendar TO ${APPLICATION_ROLE};`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE planned_calendar');
  }
}
