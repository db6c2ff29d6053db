import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A follow-up declaration that was opened by mistake, and so never received, goes with its form. One that was received has answers: its form stays. */
export class WithdrawnDeclarations1790000000022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE pv_declaration DROP CONSTRAINT pv_declaration_form_id_fkey,
        ADD CONSTRAINT pv_declaration_form_id_fkey FOREIGN KEY (form_id) REFERENCES form_record (id) ON DELETE CASCADE;`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE pv_declaration DROP CONSTRAINT pv_declaration_form_id_fkey,
        ADD CONSTRAINT pv_declaration_form_id_fkey FOREIGN KEY (form_id) REFERENCES form_record (id);`);
  }
}
