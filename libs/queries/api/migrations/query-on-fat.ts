import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a query is about the FAT: whom a FAT names sees those alone, until they sign a request (charter C5.8). */
export class QueryOnFat1790000000161 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE query ADD COLUMN on_fat boolean NOT NULL DEFAULT false;
      UPDATE query SET on_fat = true FROM form_record WHERE form_record.id = query.form_id AND form_record.form_kind = 'FAT';`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE query DROP COLUMN on_fat`);
  }
}
