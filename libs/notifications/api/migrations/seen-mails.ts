import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An e-mail whose arrival is not certain may be said to have been seen to: it stays in the list, and asks for nothing more. */
export class SeenMails1790000000144 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE notification ADD COLUMN seen_at timestamptz, ADD COLUMN seen_by uuid REFERENCES person (id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE notification DROP COLUMN seen_at, DROP COLUMN seen_by');
  }
}
