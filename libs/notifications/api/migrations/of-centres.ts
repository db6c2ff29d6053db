import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is told of a centre concerns no request: its entry of the journal says which centre, and which authorisation. */
export class NotificationsOfCentres1790000000162 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE notification ALTER COLUMN enrolment_id DROP NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE enrolment_id IS NULL;
      ALTER TABLE notification ALTER COLUMN enrolment_id SET NOT NULL;`);
  }
}
