import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The patients who left a centre, found as those who are there: of a hundred centres, one does not walk the patients of all. */
export class FormerCentres1790000000017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX enrolment_by_former_centre ON enrolment USING gin (former_centre_ids)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX enrolment_by_former_centre');
  }
}
