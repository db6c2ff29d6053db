import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Values that nobody typed stand beside the answers, to be confirmed (decision 13). */
export class CarriedValues1790000000111 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE form_record ADD COLUMN carried jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE form_record DROP COLUMN carried');
  }
}
