import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What nobody could be told is a row too: without a person, on the manager's desk until there is someone (state `nobody`). */
export class WithoutRecipient1790000000023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE notification ALTER COLUMN person_id DROP NOT NULL, DROP CONSTRAINT notification_state_check,
        ADD CONSTRAINT notification_state_check CHECK (state IN ('pending', 'sending', 'sent', 'unknown', 'unconfirmed', 'withheld', 'nobody')),
        ADD CONSTRAINT notification_has_person CHECK ((person_id IS NULL) = (state = 'nobody'));
      CREATE UNIQUE INDEX notification_nobody_once ON notification (entry_id) WHERE state = 'nobody';`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notification WHERE state = 'nobody';
      DROP INDEX notification_nobody_once;
      ALTER TABLE notification DROP CONSTRAINT notification_has_person, DROP CONSTRAINT notification_state_check,
        ADD CONSTRAINT notification_state_check CHECK (state IN ('pending', 'sending', 'sent', 'unknown', 'unconfirmed', 'withheld')),
        ALTER COLUMN person_id SET NOT NULL;`);
  }
}
