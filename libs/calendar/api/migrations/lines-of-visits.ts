import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a patient who left, a centre reads the lines of its own visits alone: found without the others (charter C10.5). */
export class LinesOfVisits1790000000272 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE INDEX planned_form_by_visit_centre ON planned_form (enrolment_id, visit_centre_id) WHERE visit_centre_id IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX planned_form_by_visit_centre');
  }
}
