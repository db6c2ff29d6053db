import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A form says at its top what it lost when it went to another version: labels of its fields, never answers. */
export class FormMigrationLosses1790000000152 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE form_migration ADD COLUMN lost text[] NOT NULL DEFAULT '{}';`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE form_migration DROP COLUMN lost`);
  }
}
