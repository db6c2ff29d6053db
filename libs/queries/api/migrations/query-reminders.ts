import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A query that stayed without an answer may be asked for again: a step of its thread, and the latest one beside the query. */
export class QueryReminders1790000000141 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE query ADD COLUMN reminded_at timestamptz;
      ALTER TABLE query_message DROP CONSTRAINT query_message_kind_check,
        ADD CONSTRAINT query_message_kind_check
          CHECK (kind IN ('asked', 'answered', 'reopened', 'closed', 'cancelled', 'reminded', 'assigned'));`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM query_message WHERE kind = 'reminded';
      ALTER TABLE query_message DROP CONSTRAINT query_message_kind_check,
        ADD CONSTRAINT query_message_kind_check CHECK (kind IN ('asked', 'answered', 'reopened', 'closed', 'cancelled', 'assigned'));
      ALTER TABLE query DROP COLUMN reminded_at;`);
  }
}
