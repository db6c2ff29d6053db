import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of files come latest begun first: a key that never moves, so that a page loses no line while others work. */
export class EnrolmentOrder1790000000132 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX enrolment_by_centre, enrolment_by_authorisation;
      CREATE INDEX enrolment_by_centre ON enrolment (centre_id, authorisation_id, created_at DESC, id DESC);
      CREATE INDEX enrolment_by_authorisation ON enrolment (authorisation_id, created_at DESC, id DESC);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX enrolment_by_centre, enrolment_by_authorisation;
      CREATE INDEX enrolment_by_centre ON enrolment (centre_id, authorisation_id, changed_at DESC, id);
      CREATE INDEX enrolment_by_authorisation ON enrolment (authorisation_id, changed_at DESC, id);`);
  }
}
