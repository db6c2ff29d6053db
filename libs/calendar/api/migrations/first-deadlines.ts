import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Forms of all patients in the order of their deadlines, those of each work: a home shows the first of a centre without sorting all. What will be late one day, what
 * never will, what is begun.
 */
export class FirstDeadlines1790000000194 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX planned_form_by_deadline ON planned_form (late_after, due_from, enrolment_id, rank) WHERE form_state <> 'complete' AND NOT ended;
      CREATE INDEX planned_form_never_late ON planned_form (until_day, due_from, enrolment_id, rank)
        WHERE form_state = 'none' AND NOT ended AND late_after IS NULL;
      CREATE INDEX planned_form_begun_by_deadline ON planned_form (late_after, due_from, enrolment_id, rank) WHERE form_state = 'in-progress' AND NOT ended;
      CREATE INDEX planned_form_begun_never_late ON planned_form (until_day, due_from, enrolment_id, rank)
        WHERE form_state = 'in-progress' AND (ended OR late_after IS NULL);
      DROP INDEX planned_form_late;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX planned_form_late ON planned_form (late_after, enrolment_id) WHERE form_state <> 'complete' AND NOT ended;
      DROP INDEX planned_form_by_deadline, planned_form_never_late, planned_form_begun_by_deadline, planned_form_begun_never_late;`);
  }
}
