import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which day a patient's follow-up goes on under another authorisation; those that went on before are dated by the number of the later enrolment (charter C8.3). */
export class ContinuedEnrolments1790000000271 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE enrolment ADD COLUMN continued_on date;
      UPDATE enrolment SET continued_on = (
        SELECT (min(later.decided_at) AT TIME ZONE centre.zone)::date FROM enrolment later
        WHERE later.patient_id = enrolment.patient_id AND later.state = 'granted' AND later.created_at > enrolment.created_at)
      FROM centre WHERE centre.id = enrolment.centre_id AND enrolment.state = 'granted';
      -- It is written down again when the application starts.
      DELETE FROM planned_calendar USING enrolment WHERE enrolment.id = planned_calendar.enrolment_id AND enrolment.continued_on IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM planned_calendar USING enrolment WHERE enrolment.id = planned_calendar.enrolment_id AND enrolment.continued_on IS NOT NULL;
      ALTER TABLE enrolment DROP COLUMN continued_on`);
  }
}
