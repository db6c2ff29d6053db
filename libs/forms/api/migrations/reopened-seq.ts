import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stood when the ended entry of a form was opened again: it is still not replaced in silence. */
export class FormReopenedSeq1790000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE form_record ADD COLUMN reopened_seq int;
      UPDATE form_record SET reopened_seq = reopened.seq
      FROM (
        SELECT subject_id, max(seq) AS seq FROM journal_entry
        WHERE stream_kind = 'enrolment' AND action = 'form.reopened' GROUP BY subject_id
      ) AS reopened
      WHERE reopened.subject_id = form_record.id::text;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE form_record DROP COLUMN reopened_seq');
  }
}
