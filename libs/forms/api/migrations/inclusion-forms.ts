import type { MigrationInterface, QueryRunner } from 'typeorm';

const refused = (kinds: string) => `
  CREATE OR REPLACE FUNCTION form_record_is_empty() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.form_kind IN (${kinds}) OR OLD.marks <> '{}' THEN
      RAISE EXCEPTION 'form % holds answers: it is never deleted', OLD.id;
    END IF;
    RETURN OLD;
  END $$;`;

/** The form that opens an enrolment is never deleted: an inclusion form as little as a FAT (charter R7). */
export class InclusionForms1790000000251 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(refused(`'FAT', 'INC'`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(refused(`'FAT'`));
  }
}
