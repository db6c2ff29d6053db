import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A centre that asks for a lock to be lifted may be told no, by whom and why (charter C12.5). */
export class UnlockRefusals1790000000184 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE form_lock
        ADD COLUMN unlock_refused_at   timestamptz,
        ADD COLUMN unlock_refused_id   uuid REFERENCES person (id),
        ADD COLUMN unlock_refused_name text NOT NULL DEFAULT '',
        ADD COLUMN unlock_refusal      text NOT NULL DEFAULT ''`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE form_lock DROP COLUMN unlock_refused_at, DROP COLUMN unlock_refused_id, DROP COLUMN unlock_refused_name,
        DROP COLUMN unlock_refusal`);
  }
}
